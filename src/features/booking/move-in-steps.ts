import { textsOf } from '../../fhir/appointment-texts.ts'
import { instantMs } from '../../fhir/instants.ts'
import type { Appointment, Patient } from '../../fhir/types.ts'
import type { MoveRequest } from '../../record/moves/moves.ts'
import type { Recorded } from '../../record/recorded.ts'
import { statusReasonSystem } from '../../scheduling/status-reasons.ts'

const lostOnItsWay = ['timeout', 'aborted', 'connection-lost']

/**
 * Whether an appointment whose time could not be changed may be moved in two steps instead: the server refused the change, or
 * doesn't support it. Not when the time is gone, a right is lacking, or the request got lost.
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

/** The request to move to `offer`, with the reason for the visit and the note of `changed`. */
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
    // The code system has no code for an appointment that was moved.
    reason: { system: statusReasonSystem, code: 'other' },
  }
}
