import { Trans, useLingui } from '@lingui/react/macro'
import Typography from '@mui/material/Typography'
import { useFacts } from '../../queries/appointment-facts.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftsOf } from '../../queries/draft.ts'
import { useRecorded } from '../../queries/journal.ts'
import type { Move } from '../../record/move-stage.ts'
import { OutcomePanel } from '../../ui/outcome-panel.tsx'
import { BookingReadBack } from './booking-read-back.tsx'
import { MoveActions } from './move-actions.tsx'
import { moveWords } from './move-words.ts'
import { useFinishedDraft } from './use-finished-draft.ts'

/** A move in two steps: how far it has come, both appointments, and the ways out of a half-done state. */
export function MoveReport({ move }: { readonly move: Move }) {
  const { i18n } = useLingui()
  const patient = useCurrentPatient()
  const facts = useFacts([move.replacement, move.original])
  const draft = useDraftsOf(patient.id).data?.find((candidate) => candidate.sentAs === move.id)
  const words = moveWords[move.stage]
  const last = move.steps.at(-1) ?? move.steps[0]
  // As long as a step is open and shown, the server is asked about it.
  useRecorded(openStep(move) ?? move.id)
  useFinishedDraft(move.stage === 'moved' ? draft?.id : undefined)
  const [next, before] = [facts(move.replacement), facts(move.original)]

  return (
    <OutcomePanel
      tone={words.tone}
      heading={i18n._(words.heading)}
      messages={last.conclusion.issues.map((issue) => issue.text).filter(Boolean)}
      details={
        move.stage === 'moved' ? (
          <BookingReadBack patient={patient} facts={next} before={before} />
        ) : (
          <>
            <Typography variant="h3" component="h2">
              <Trans>New time</Trans>
            </Typography>
            <BookingReadBack patient={patient} facts={next} />
            <Typography variant="h3" component="h2" sx={{ mt: 4 }}>
              <Trans>Old appointment</Trans>
            </Typography>
            <BookingReadBack patient={patient} facts={before} />
          </>
        )
      }
      actions={<MoveActions move={move} draft={draft} next={next} before={before} />}
    >
      {i18n._(words.meaning)}
    </OutcomePanel>
  )
}

/** The journal entry whose outcome isn't known. */
function openStep({ steps }: Move): string | undefined {
  return steps.findLast(({ conclusion }) => conclusion.kind === 'unknown')?.entry.id
}
