import { textsOf } from '../../fhir/appointment-texts.ts'
import { instantMs } from '../../fhir/instants.ts'
import type { Appointment, Patient } from '../../fhir/types.ts'
import type { MoveRequest } from '../../record/moves/moves.ts'
import type { Recorded } from '../../record/recorded.ts'
import { statusReasonSystem } from '../../scheduling/status-reasons.ts'

const lostOnItsWay = ['timeout', 'aborted', 'connection-lost']

/**
 * Whether an appointment that could not be changed to another time may be moved in two steps instead: the server said no, or
 * doesn't know how to. A time that is gone, a right that is lacking or a request that got lost is no such case.
 */
export function canMoveInSteps({ entry: { intent, events }, conclusion }: Recorded): boolean {
  if (intent.kind !== 'modify' || conclusion.kind !== 'not-done') return false
  if (instantMs(intent.original.start) === instantMs(intent.changed.start)) return false
  if (conclusion.reason === 'refused' || conclusion.reason === 'invalid') return true
  const answered = events.find((event) => event.kind === 'answered')
  if (conclusion.reason !== 'shown-not-done' || !answered) return false
  // The server answered with something that isn't FHIR (405, 501), and nothing was changed.
  return answered.outcome.kind !== 'unknown' || !lostOnItsWay.includes(answered.outcome.doubt)
}

interface MoveParts {
  readonly id: string
  readonly original: Appointment
  readonly changed: Appointment
  readonly offer: Appointment
  readonly patient: Patient
}

/** Everything that the old appointment said, at the new time. */
export function moveRequest({ id, original, changed, offer, patient }: MoveParts): MoveRequest {
  const { reasonForVisit, note } = textsOf(changed)
  return {
    original,
    booking: {
      kind: 'book',
      offer,
      held: false,
      patient,
      correlationId: id,
      ...(reasonForVisit ? { reasonForVisit } : {}),
      ...(note ? { note } : {}),
    },
    // The code system has none for an appointment that was moved.
    reason: { system: statusReasonSystem, code: 'other' },
  }
}
