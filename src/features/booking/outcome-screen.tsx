import { Trans, useLingui } from '@lingui/react/macro'
import { useParams } from 'wouter'
import { useIsBeingSent } from '../../queries/change.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useRecorded } from '../../queries/journal.ts'
import { useMove } from '../../queries/moves.ts'
import { useDocumentTitle } from '../../ui/document-title.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { MoveReport } from './move-report.tsx'
import { OutcomeReport } from './outcome-report.tsx'

/** `/outcome/[journal entry]`: what became of a booking, a change or a cancellation. Stays until the user leaves it. */
export function OutcomeScreen() {
  const { entryId = '' } = useParams()
  const { t } = useLingui()
  const patient = useCurrentPatient()
  const recorded = useRecorded(entryId)
  const move = useMove(recorded.data?.entry.move?.id ?? entryId)
  const isBeingSent = useIsBeingSent(entryId)
  const isTheirs = recorded.data?.entry.patientId === patient.id
  useDocumentTitle(recorded.isPending || isTheirs ? undefined : t`No outcome to show`)

  if (recorded.isPending || move.isPending || (!recorded.data && isBeingSent)) return <LoadingRows label={t`Loading the outcome …`} rows={4} />
  if (!recorded.data) {
    return (
      <EmptyState title={t`This outcome is not recorded in this browser.`}>
        <Trans>Look at the patient’s appointments to see what is booked.</Trans>
      </EmptyState>
    )
  }
  const { entry } = recorded.data
  if (!isTheirs) {
    return (
      <EmptyState title={t`This outcome belongs to another patient.`}>
        <Trans>It is not shown here. Choose that patient, or launch Slotline from that patient’s chart, to see it.</Trans>
      </EmptyState>
    )
  }
  if (move.data) return <MoveReport key={move.data.id} move={move.data} entryId={entryId} />
  return <OutcomeReport key={entry.id} recorded={recorded.data} entryId={entryId} />
}
