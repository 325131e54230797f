import { useState } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import type { SendProblem } from './use-send-change.ts'

/**
 * The version of an appointment that a dialog reads back: the one that it was opened with, whatever is read in the background,
 * until a notice shows the user what someone else changed.
 */
export function useShownVersion(appointment: Appointment, problem: SendProblem | undefined): Appointment {
  const [opened] = useState(appointment)
  const [told, setTold] = useState<Appointment>()
  const news = problem?.kind === 'changed-meanwhile' ? problem.current : undefined
  // Kept when the notice goes, as it does when the user sends again: they have seen this version.
  if (news && news !== told) setTold(news)
  return news ?? told ?? opened
}
