import { actorsOf } from '../../../fhir/references.ts'
import type { Appointment, CodeableConcept, Location } from '../../../fhir/types.ts'
import type { DayKey } from '../../../i18n/clinic-time.ts'
import { actorKey, tokensOf } from '../criteria/search-choices.ts'
import { anything, type SearchCriteria } from '../criteria/search-criteria.ts'

/**
 * What to look for instead of this appointment: the same specialty, visit type and practitioner, at the same site. A room is
 * left out: the practitioner may have another one on another day.
 * @param base the Scheduling Server's base URL
 */
export function criteriaLike(
  appointment: Appointment,
  today: DayKey,
  locations: readonly Location[],
  base: string,
): SearchCriteria {
  const keys = (type: string) => actorsOf(appointment, type).flatMap((actor) => actorKey(actor, base) ?? [])
  const isSite = (key: string) => locations.some(({ id, partOf }) => `Location/${id}` === key && partOf === undefined)
  return {
    ...anything(today),
    specialty: firstTokens(appointment.specialty),
    visitType: firstTokens(appointment.serviceType),
    practitioner: keys('Practitioner'),
    location: keys('Location').filter(isSite),
    moves: appointment.id,
  }
}

/** One token for each concept: its further codings say the same in other code systems. */
function firstTokens(concepts: readonly CodeableConcept[] = []): string[] {
  return concepts.flatMap((concept) => tokensOf([concept]).slice(0, 1))
}
