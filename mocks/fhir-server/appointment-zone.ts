import type { FhirResource } from '../../src/fhir/types.ts'
import type { Context } from './context.ts'

/** The zone of the site at which an appointment takes place; UTC for every other resource. */
export function timeZoneOf({ world }: Context, resource: FhirResource): string {
  if (resource.resourceType !== 'Appointment') return 'UTC'
  const place = resource.participant.find(({ actor }) => actor?.reference?.startsWith('Location/'))?.actor?.reference
  const location = world.locations.find(({ id }) => place === `Location/${id ?? ''}`)
  const site = world.sites.find(({ id }) => id === location?.id || location?.partOf?.reference === `Location/${id}`)
  return site?.zone ?? 'UTC'
}
