import Button from '@mui/material/Button'
import { Trans } from '@lingui/react/macro'
import type { AppointmentTexts } from '../../fhir/appointment-texts.ts'
import type { BookIntent } from '../../scheduling/intent.ts'
import { navigate } from '../../ui/address/hash-location.ts'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import type { Draft } from '../../record/storage/draft.ts'
import type { Move } from '../../record/moves/move-stage.ts'
import { wantingAnotherTime } from './another-time.ts'
import { MoveButton } from './move-button.tsx'
import { movedTo } from './moved-to.ts'
import { EarlierOutcomeButton } from './outcome-actions.tsx'

/** The buttons when the new time was not booked: the earlier outcome, the same again where that is safe, or another time. */
export function NotMovedActions({ move, draft }: { readonly move: Move; readonly draft: Draft | undefined }) {
  const { update } = useDraftKeeper()
  const { conclusion, entry } = move.steps[0]
  const isShownNotDone = conclusion.kind === 'not-done' && conclusion.reason === 'shown-not-done'
  const isSafeAgain = isShownNotDone || move.stage === 'old-not-shown'
  const { intent } = entry
  const wished = intent.kind === 'book' ? movedTo(move.original, intent.offer, typedIn(intent)) : undefined

  const chooseAnother = async (draftId: string) => {
    await update(draftId, (current) => wantingAnotherTime(current, conclusion))
    navigate(`/book/${draftId}${draft?.search ?? ''}`)
  }
  return (
    <>
      <EarlierOutcomeButton conclusion={conclusion} />
      {isSafeAgain && wished && (
        <MoveButton original={move.original} changed={wished} draft={draft}>
          <Trans>Try again</Trans>
        </MoveButton>
      )}
      {draft && (
        <Button variant={isSafeAgain || move.stage === 'earlier-open' ? 'outlined' : 'contained'} onClick={() => void chooseAnother(draft.id)}>
          <Trans>Choose another time</Trans>
        </Button>
      )}
      {move.original.id !== undefined && (
        <Button variant="outlined" onClick={() => navigate(`/appointments/${move.original.id}`)}>
          <Trans>Back to the appointment</Trans>
        </Button>
      )}
    </>
  )
}

function typedIn({ reasonForVisit = '', note = '' }: Pick<BookIntent, 'reasonForVisit' | 'note'>): AppointmentTexts {
  return { reasonForVisit, note }
}
