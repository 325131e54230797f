import { actorsOf, targetOf } from '../fhir/references.ts'
import type { Appointment, CodeableConcept } from '../fhir/types.ts'

/**
 * The query of `/find` that looks for times like this appointment's, by its specialty, visit type and practitioner. The room is left
 * out: the practitioner may have another one that day.
 * @param base the Scheduling Server's base URL; a practitioner who is only known elsewhere can't be asked for
 */
export function searchLike(appointment: Appointment, base: string): URLSearchParams {
  const query = new URLSearchParams()
  for (const token of tokensOf(appointment.specialty)) query.append('specialty', token)
  for (const token of tokensOf(appointment.serviceType)) query.append('visit-type', token)
  for (const actor of actorsOf(appointment, 'Practitioner')) {
    const target = targetOf(actor)
    if (target && (target.base === undefined || target.base === base)) query.append('practitioner', `Practitioner/${target.id}`)
  }
  return query
}

/** One token for each concept: further codings repeat it in other code systems. */
function tokensOf(concepts: readonly CodeableConcept[] | undefined): string[] {
  return (concepts ?? []).flatMap((concept) => {
    const coding = concept.coding?.find(({ system, code }) => system && code)
    return coding ? [`${coding.system}|${coding.code}`] : []
  })
}
