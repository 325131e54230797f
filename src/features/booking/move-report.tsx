import { wordsOf } from '../../fhir/issues.ts'
import { Trans, useLingui } from '@lingui/react/macro'
import Typography from '@mui/material/Typography'
import { stageWords } from '../../i18n/move-words.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftsOf } from '../../queries/drafts/draft.ts'
import { useRecorded } from '../../queries/journal.ts'
import { isHalfDone, isUnsent, type Move, type MoveStage } from '../../record/moves/move-stage.ts'
import { wishedFor } from '../../scheduling/intent.ts'
import { OutcomePanel, type OutcomeTone } from '../../ui/outcome-panel.tsx'
import { BookingReadBack } from './booking-read-back.tsx'
import { MoveActions } from './move-actions.tsx'
import { TakenOtherwise } from './taken-otherwise.tsx'
import { useFinishedDraft } from './use-finished-draft.ts'

const tones: Record<MoveStage, OutcomeTone> = {
  'booking-unknown': 'unknown',
  'earlier-open': 'unknown',
  'old-not-shown': 'failed',
  'old-changed': 'failed',
  'old-gone': 'failed',
  'not-moved': 'failed',
  'awaiting-confirmation': 'pending',
  'both-booked': 'pending',
  'cancelling-unknown': 'unknown',
  'undoing-unknown': 'unknown',
  moved: 'booked',
  undone: 'failed',
  'both-gone': 'failed',
  'handed-over': 'pending',
}

/** The stages in which the server has the new appointment, as far as is known. */
const newStands: readonly MoveStage[] = ['moved', 'both-booked', 'awaiting-confirmation', 'cancelling-unknown', 'undoing-unknown']

interface MoveReportProps {
  readonly move: Move
  /** The entry in the address. It may differ from `move`: a move that repeats an earlier one has that one's outcome. */
  readonly entryId: string
}

/** A move in two steps: its stage, both appointments, and the ways out of a half-done state. */
export function MoveReport({ move, entryId }: MoveReportProps) {
  const { i18n } = useLingui()
  const patient = useCurrentPatient()
  const facts = useFacts([move.replacement, move.original])
  const draft = useDraftsOf(patient.id).data?.find(({ sentAs }) => sentAs === move.id || sentAs === entryId)
  const words = stageWords[move.stage]
  const [first] = move.steps
  const last = move.steps.at(-1) ?? first
  // While a step is open and its report is on the screen, this keeps asking the server about it.
  useRecorded(openStep(move) ?? move.id)
  // Where the new time was not booked, the draft stays: it can still be booked with what was typed.
  useFinishedDraft(isHalfDone(move) || isUnsent(move) || move.stage === 'not-moved' ? undefined : draft?.id)
  const [next, before] = [facts(move.replacement), facts(move.original)]

  return (
    <OutcomePanel
      tone={tones[move.stage]}
      heading={i18n._(words.heading)}
      messages={wordsOf(last.conclusion.issues)}
      details={
        <>
          {newStands.includes(move.stage) && <TakenOtherwise asked={wishedFor(first.entry.intent)} taken={move.replacement} />}
          {move.stage === 'moved' ? (
            <BookingReadBack patient={patient} facts={next} before={before} />
          ) : (
            <>
              <Typography variant="h3" component="h2">
                <Trans>New time</Trans>
              </Typography>
              <BookingReadBack patient={patient} facts={next} />
              <Typography variant="h3" component="h2" sx={{ mt: 4 }}>
                {isUnsent(move) ? <Trans>Old appointment, as it was</Trans> : <Trans>Old appointment</Trans>}
              </Typography>
              <BookingReadBack patient={patient} facts={before} />
            </>
          )}
        </>
      }
      actions={<MoveActions move={move} draft={draft} next={next} before={before} />}
    >
      {i18n._(words.long)}
    </OutcomePanel>
  )
}

/** The journal entry of the latest step whose outcome isn't known. */
function openStep({ steps }: Move): string | undefined {
  return steps.findLast(({ conclusion }) => conclusion.kind === 'unknown')?.entry.id
}
