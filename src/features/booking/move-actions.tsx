import Button from '@mui/material/Button'
import { Trans } from '@lingui/react/macro'
import { navigate } from '../../ui/address/hash-location.ts'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import type { Draft } from '../../record/storage/draft.ts'
import type { Move } from '../../record/moves/move-stage.ts'
import { CheckAgainButton, OutcomeActions } from './outcome-actions.tsx'
import { MoveWaysOut } from './move-ways-out.tsx'
import { NotMovedActions } from './not-moved-actions.tsx'

interface MoveActionsProps {
  readonly move: Move
  readonly draft: Draft | undefined
  /** The appointment at the new time. */
  readonly next: AppointmentFacts
  readonly before: AppointmentFacts
}

/** The buttons for a move in two steps. Each half-done state has its ways out. */
export function MoveActions({ move, draft, next, before }: MoveActionsProps) {
  switch (move.stage) {
    case 'moved':
      return <OutcomeActions recorded={move.steps[0]} kind="modify" draft={undefined} facts={next} />
    case 'earlier-open':
    case 'old-not-shown':
    case 'not-moved':
      return <NotMovedActions move={move} draft={draft} />
    case 'old-changed':
      // The draft holds the old appointment as it was before that change, so with another time it would not be sent either.
      return <NotMovedActions move={move} draft={undefined} />
    case 'both-booked':
    case 'awaiting-confirmation':
      return <MoveWaysOut move={move} next={next} before={before} />
    case 'booking-unknown':
    case 'cancelling-unknown':
    case 'undoing-unknown': {
      const open = move.steps.findLast(({ conclusion }) => conclusion.kind === 'unknown') ?? move.steps[0]
      return (
        <>
          <CheckAgainButton entryId={open.entry.id} />
          <ShowAppointments />
        </>
      )
    }
    case 'old-gone':
    case 'undone':
    case 'both-gone':
    case 'handed-over':
      return <ShowAppointments />
  }
}

function ShowAppointments() {
  return (
    <Button variant="outlined" onClick={() => navigate('/appointments')}>
      <Trans>Show the patient’s appointments</Trans>
    </Button>
  )
}
