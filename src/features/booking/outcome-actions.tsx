import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { navigate } from '../../ui/address/hash-location.ts'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { patientIdentity, patientLine } from '../../i18n/patient-identity.ts'
import { zoneName } from '../../i18n/clinic-zone.ts'
import type { ReportedKind } from '../../i18n/outcome-words.ts'
import { subjectOf } from '../../scheduling/intent.ts'
import { searchLike } from '../../scheduling/search-like.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import { useCheckAgain } from '../../queries/journal.ts'
import type { Conclusion } from '../../record/conclusion.ts'
import type { Draft } from '../../record/storage/draft.ts'
import type { Recorded } from '../../record/recorded.ts'
import { BusyButton } from '../../ui/busy-button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { goneOnWith, isTimeGone, wantingAnotherTime } from './another-time.ts'
import { calendarFile } from './calendar-file.ts'
import { MoveButton } from './move-button.tsx'
import { canMoveInSteps } from './move-in-steps.ts'
import { RetryButton } from './retry-button.tsx'
import { saveFile } from './save-file.ts'

interface OutcomeActionsProps {
  readonly recorded: Recorded
  readonly kind: ReportedKind
  /** The draft the booking came from, while it is kept. */
  readonly draft: Draft | undefined
  readonly facts: AppointmentFacts
}

/** The next steps, the likeliest first. None of them could do the same thing twice. */
export function OutcomeActions({ recorded, kind, draft, facts }: OutcomeActionsProps) {
  const { t } = useLingui()
  const patient = useCurrentPatient()
  const { server } = useConnection()
  const { conclusion, entry } = recorded
  const summary = [facts.when, zoneName(facts.zone), facts.who.join(', '), facts.where.join(', '), facts.what]

  switch (conclusion.kind) {
    case 'unknown':
      return (
        <>
          <CheckAgainButton entryId={entry.id} />
          <Button variant="outlined" onClick={() => navigate('/appointments')}>
            <Trans>Show the patient’s appointments</Trans>
          </Button>
        </>
      )
    case 'not-done':
      return <NotDoneActions recorded={recorded} kind={kind} draft={draft} />
    case 'done':
    case 'awaiting-confirmation':
      return (
        <>
          {kind === 'cancel' ? (
            <Button variant="contained" onClick={() => navigate(`/find?${searchLike(subjectOf(entry.intent), server.base).toString()}`)}>
              <Trans>Find a new time</Trans>
            </Button>
          ) : (
            <Button variant="contained" onClick={() => saveFile(calendarFile(conclusion.appointment, facts), 'appointment.ics')}>
              <Trans>Add to calendar</Trans>
            </Button>
          )}
          <Button variant="outlined" onClick={() => print()}>
            <Trans>Print</Trans>
          </Button>
          <CopyButton label={t`Copy summary`} text={[patientLine(patientIdentity(patient)), ...summary].filter(Boolean).join('\n')} />
          <Button variant="outlined" onClick={() => navigate('/find')}>
            <Trans>Book another</Trans>
          </Button>
        </>
      )
  }
}

function NotDoneActions({ recorded, kind, draft }: Omit<OutcomeActionsProps, 'facts'>) {
  const { update } = useDraftKeeper()
  const { conclusion, entry } = recorded

  const backToDraft = async (id: string, change: (draft: Draft) => Draft) => {
    await update(id, change)
    navigate(`/book/${id}${draft?.search ?? ''}`)
  }
  const isGone = isTimeGone(conclusion)
  const { id } = entry.intent.kind === 'modify' || entry.intent.kind === 'cancel' ? entry.intent.original : { id: undefined }

  return (
    <>
      <RetryButton recorded={recorded} draft={draft} />
      {entry.intent.kind === 'modify' && canMoveInSteps(recorded) && (
        <MoveButton original={entry.intent.original} changed={entry.intent.changed} draft={draft}>
          <Trans>Book the new time, then cancel the old one</Trans>
        </MoveButton>
      )}
      <EarlierOutcomeButton conclusion={conclusion} />
      {draft && (
        <Button variant={isGone ? 'contained' : 'outlined'} onClick={() => void backToDraft(draft.id, (current) => wantingAnotherTime(current, conclusion))}>
          <Trans>Choose another time</Trans>
        </Button>
      )}
      {draft && !isGone && (
        <Button variant="outlined" onClick={() => void backToDraft(draft.id, (current) => goneOnWith(current, conclusion))}>
          <Trans>Back to the booking</Trans>
        </Button>
      )}
      {kind !== 'book' && id && (
        <Button variant="outlined" onClick={() => navigate(`/appointments/${id}`)}>
          <Trans>Back to the appointment</Trans>
        </Button>
      )}
      {!draft && kind === 'book' && (
        <Button variant="outlined" onClick={() => navigate('/find')}>
          <Trans>Book another</Trans>
        </Button>
      )}
    </>
  )
}

/** Leads to the earlier change because of which this one was not sent. */
export function EarlierOutcomeButton({ conclusion }: { readonly conclusion: Conclusion }) {
  if (conclusion.kind !== 'not-done' || conclusion.earlier === undefined) return null
  const address = `/outcome/${conclusion.earlier}`
  return (
    <Button variant="contained" onClick={() => navigate(address)}>
      <Trans>Show the earlier outcome</Trans>
    </Button>
  )
}

/** Lets the user ask the server for the outcome. */
export function CheckAgainButton({ entryId }: { readonly entryId: string }) {
  const { t } = useLingui()
  const check = useCheckAgain(entryId)
  return (
    <BusyButton variant="contained" busy={check.isPending} busyText={t`Asking the server …`} onClick={() => check.mutate()}>
      <Trans>Check again</Trans>
    </BusyButton>
  )
}
