import type { Appointment, Patient, Resource } from '../../src/fhir/types.ts'

export const isAppointment = (resource: Resource | undefined): resource is Appointment => resource?.resourceType === 'Appointment'

export const isPatient = (resource: Resource | undefined): resource is Patient => resource?.resourceType === 'Patient'
