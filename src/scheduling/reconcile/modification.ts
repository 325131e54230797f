import { sameJson } from '../../fhir/same-json.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { ModifyIntent } from '../intent.ts'
import { hasActorsInstead, sameTime } from './same-visit.ts'

/** Whether a candidate matches one version of an Appointment and not the other, in one respect that a change may concern. */
type Part = (version: Appointment, other: Appointment, candidate: Appointment) => boolean

/** These follow from other parts or belong to the server, so they tell nothing about a change. */
const bookkeeping = ['id', 'meta', 'text', 'status', 'minutesDuration', 'requestedPeriod', 'cancelationReason', 'slot', 'created']
const comparedApart = ['start', 'end', 'participant', 'description', 'comment']

/**
 * Compares an Appointment that was read again with a requested change: all changed parts are as asked, or all are as before, or
 * neither, which leaves the question open.
 */
export function progressOf({ original, changed }: ModifyIntent, current: Appointment): 'as-asked' | 'as-before' | 'neither' {
  const parts = partsOf(original, changed)
  const asked = parts.filter((isLike) => !isLike(original, changed, changed))
  // A request that changes nothing is `as-before` if anything differs: somebody else changed that meanwhile.
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

/** Servers trim and wrap the texts that people wrote. */
function plain(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim()
}
