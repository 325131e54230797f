import { sameJson } from '../../fhir/same-json.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { ModifyIntent } from '../intent.ts'
import { hasActorsInstead, sameTime } from './same-visit.ts'

/** Whether an Appointment is like one of the two versions, and not like the other, in one thing that a change may be about. */
type Part = (version: Appointment, other: Appointment, candidate: Appointment) => boolean

/** These follow from other parts, or are the server's own; they tell nothing of a change. */
const bookkeeping = ['id', 'meta', 'text', 'status', 'minutesDuration', 'requestedPeriod', 'cancelationReason', 'slot', 'created']
const comparedApart = ['start', 'end', 'participant', 'description', 'comment']

/**
 * How an Appointment that is read again compares with a change of it: everything is as it was asked for, or everything that
 * was to change is as it was before, or neither, which leaves the question open.
 */
export function progressOf({ original, changed }: ModifyIntent, current: Appointment): 'as-asked' | 'as-before' | 'neither' {
  const parts = partsOf(original, changed)
  const asked = parts.filter((isLike) => !isLike(original, changed, changed))
  // A change of nothing hasn't come about where something is different: somebody else changed it meanwhile.
  if (asked.length === 0) return parts.every((isLike) => isLike(changed, original, current)) ? 'as-asked' : 'as-before'
  if (asked.every((isLike) => isLike(changed, original, current))) return 'as-asked'
  return asked.every((isLike) => isLike(original, changed, current)) ? 'as-before' : 'neither'
}

function partsOf(original: Appointment, changed: Appointment): Part[] {
  const keys = new Set([...Object.keys(original), ...Object.keys(changed)])
  const others = [...keys].filter((key) => !bookkeeping.includes(key) && !comparedApart.includes(key))
  return [
    (version, _other, candidate) => sameTime(version, candidate),
    hasActorsInstead,
    (version, _other, candidate) => plain(version.description) === plain(candidate.description),
    (version, _other, candidate) => plain(version.comment) === plain(candidate.comment),
    ...others.map(
      (key): Part =>
        (version, _other, candidate) =>
          sameJson(Reflect.get(version, key), Reflect.get(candidate, key)),
    ),
  ]
}

/** Servers trim and wrap what people wrote. */
function plain(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim()
}
