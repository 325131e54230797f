import type { FhirResource } from '../../src/fhir/types.ts'
import type { Context } from './context.ts'
import type { Searchable } from './search-parameters.ts'

/** Every record of a type, whatever the grant. */
export function recordsOf({ world, store }: Context, type: Searchable): readonly FhirResource[] {
  switch (type) {
    case 'Patient':
      return store.patients()
    case 'Appointment':
      return store.appointments()
    case 'Practitioner':
      return world.practitioners
    case 'PractitionerRole':
      return world.practitionerRoles
    case 'Location':
      return world.locations
    case 'Organization':
      return world.organizations
    case 'HealthcareService':
      return world.healthcareServices
  }
}
