import { instantMs } from '../fhir/instants.ts'
import { isRecord, resourceTypeOf } from '../fhir/resources.ts'

/** A page that is so many times as large as its first part is worth the trouble of two. */
const worthIt = 5

/**
 * The resources of a page in two parts, each in their order: `count` Appointments at most with nothing earlier than them in the other
 * part, and all that is no Appointment or has no time; then the Appointments that begin later. Those that begin together stay
 * together. The second part is empty where the page isn't large enough for two.
 */
export function splitEarliest(resources: readonly unknown[], count: number): [earliest: readonly unknown[], later: readonly unknown[]] {
  if (resources.length <= worthIt * count) return [resources, []]
  const starts = resources.map(startOf)
  const inOrder = Float64Array.from(starts.filter((start) => start !== undefined)).sort()
  const bound = inOrder[count]
  if (bound === undefined || bound === inOrder[0]) return [resources, []]
  const isLater = (_: unknown, index: number) => (starts[index] ?? -Infinity) >= bound
  return [resources.filter((resource, index) => !isLater(resource, index)), resources.filter(isLater)]
}

function startOf(resource: unknown): number | undefined {
  return resourceTypeOf(resource) === 'Appointment' && isRecord(resource) ? instantMs(resource.start) : undefined
}
