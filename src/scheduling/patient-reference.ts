import type { Patient, Reference } from '../fhir/types.ts'
import type { AppointmentQuery } from './criteria.ts'

/**
 * How to name a patient to the Scheduling Server: by id if both servers share their records, else logically, by an identifier that both
 * may know. Undefined when the record has neither.
 */
export function patientReference(patient: Patient, sharesPatients: boolean): Reference | undefined {
  if (sharesPatients) return !patient.id ? undefined : { reference: `Patient/${patient.id}` }
  const identifier = sharedIdentifier(patient)
  return identifier && { type: 'Patient', identifier }
}

/** The patient as ITI-118 names one; empty where the record offers nothing to name the patient by. */
export type PatientPart = Pick<AppointmentQuery, 'patient' | 'patientIdentifier' | 'knownIdentifiers'>

/** The same for ITI-118. */
export function patientQuery(patient: Patient, sharesPatients: boolean): PatientPart {
  const { id, identifier: knownIdentifiers = [] } = patient
  if (sharesPatients) return !id ? {} : { patient: `Patient/${id}`, ...(knownIdentifiers.length > 0 ? { knownIdentifiers } : {}) }
  const identifier = sharedIdentifier(patient)
  return identifier ? { patientIdentifier: `${identifier.system}|${identifier.value}` } : {}
}

function sharedIdentifier(patient: Patient) {
  return patient.identifier?.find(({ system, value, use }) => system && value && use !== 'old')
}
