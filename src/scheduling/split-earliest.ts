import { instantMs } from '../fhir/instants.ts'
import { isRecord, resourceTypeOf } from '../fhir/resources.ts'

/** Splitting pays off for a page with more than this many times the resources of its first part. */
const worthIt = 5

/**
 * Splits a page's resources in two, each part in its original order: first at most `count` Appointments, the earliest, with everything
 * that is no Appointment or has no time; then the later Appointments. Appointments with the same start stay together. The second part
 * is empty if the page can't or needn't be split.
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
