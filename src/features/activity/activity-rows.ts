import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useFacts } from '../../queries/use-facts.ts'
import type { Activity } from '../../queries/activity.ts'
import type { Recorded } from '../../record/recorded.ts'
import { wishedFor } from '../../scheduling/intent.ts'

/** A transaction of the list, with its appointment in words. */
export interface ActivityRow {
  readonly activity: Activity
  readonly facts: AppointmentFacts
  /** For a change or a move: the appointment as it was. */
  readonly before?: AppointmentFacts
}

/** Puts the appointments of these transactions into words. */
export function useRows(activities: readonly Activity[]): ActivityRow[] {
  const facts = useFacts(activities.flatMap((activity) => [appointmentOf(activity), beforeOf(activity) ?? []].flat()))
  return activities.map((activity) => {
    const before = beforeOf(activity)
    return { activity, facts: facts(appointmentOf(activity)), ...(before ? { before: facts(before) } : {}) }
  })
}

/** The appointment as the server accepted it, else as it was asked for. */
function appointmentOf({ entry, conclusion }: Recorded): Appointment {
  const wished = wishedFor(entry.intent)
  const isAccepted = conclusion.kind === 'done' || conclusion.kind === 'awaiting-confirmation'
  return isAccepted ? { ...wished, ...conclusion.appointment } : wished
}

function beforeOf({ entry, move }: Activity): Appointment | undefined {
  if (move) return move.original
  return entry.intent.kind === 'modify' ? entry.intent.original : undefined
}
