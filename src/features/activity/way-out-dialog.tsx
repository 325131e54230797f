import { wordsOf } from '../../fhir/issues.ts'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { failureWords } from '../../i18n/failure-words.ts'
import { hindranceWords, stageWords } from '../../i18n/move-words.ts'
import { useWayOut, type WayOut } from '../../queries/activity.ts'
import { isHalfDone, type Move } from '../../record/moves/move-stage.ts'
import type { MoveResult } from '../../record/moves/moves.ts'
import { ProtocolError } from '../../scheduling/failure.ts'
import { Notice } from '../../ui/notice.tsx'
import { ActivityReadBack } from './activity-read-back.tsx'
import type { ActivityRow } from './activity-rows.ts'
import { outcomeLook } from './activity-words.ts'
import { StepDialog } from './step-dialog.tsx'

interface WayOutDialogProps {
  readonly row: ActivityRow
  readonly way: WayOut
  readonly onClose: () => void
  /** Called when the move is no longer half done: at once, or after the user has read what hindered it and closes the dialog. */
  readonly onSettled: () => void
}

/** The dialogs "Finish the move" and "Undo the move": they say whose appointments these are, and which is cancelled and which stays. */
export function WayOutDialog({ row, way, onClose, onSettled }: WayOutDialogProps) {
  const { t } = useLingui()
  const wayOut = useWayOut()
  const [result, setResult] = useState<MoveResult>()
  const { move } = row.activity
  if (!move) return null
  const isOver = result !== undefined && !isHalfDone(result.move)

  const go = async () => {
    setResult(undefined)
    const came = await wayOut.mutateAsync({ move, way }).catch(() => undefined)
    if (came && !isHalfDone(came.move) && !came.hindrance) onSettled()
    else setResult(came)
  }
  const label = way === 'finish' ? t`Finish the move` : t`Undo the move`
  return (
    <StepDialog
      title={label}
      closeLabel={isOver ? t`Close` : t`Not now`}
      onClose={isOver ? onSettled : onClose}
      isBusy={wayOut.isPending}
      {...(isOver ? {} : { act: { label, busyText: t`Asking the server …`, onClick: () => void go() } })}
    >
      {result && <Problem result={result} before={move} />}
      {wayOut.error && <ReadProblem error={wayOut.error} />}
      <ActivityReadBack row={row} />
      <p>
        {way === 'finish' ? (
          <Trans>The old appointment will be cancelled once the server shows that the new time is booked. The new one stays.</Trans>
        ) : (
          <Trans>The new appointment will be cancelled once the server shows that the old one stands. The old one stays.</Trans>
        )}
      </p>
    </StepDialog>
  )
}

/** Why the attempt did not do what was asked. */
function Problem({ result: { move, hindrance }, before }: { readonly result: MoveResult; readonly before: Move }) {
  const { t } = useLingui()
  const words = hindrance && hindranceWords[hindrance]
  const taken = move.steps.find(({ entry }) => before.steps.every((earlier) => earlier.entry.id !== entry.id))
  const refused = !words && taken?.conclusion.kind === 'not-done' ? taken : undefined
  const refusal = refused && outcomeLook({ ...refused, isUnderWay: false })
  const meaning = words?.meaning ?? refusal?.meaning
  return (
    <Notice
      tone="warning"
      live="assertive"
      title={words ? t(words.title) : refusal ? t(refusal.word) : t`The move is still half done.`}
      serverWords={wordsOf(refused?.conclusion.issues ?? [])}
    >
      {meaning && <p>{t(meaning)}</p>}
      <p>{t(stageWords[move.stage].short)}</p>
    </Notice>
  )
}

function ReadProblem({ error }: { readonly error: Error }) {
  const { t } = useLingui()
  const words = error instanceof ProtocolError ? failureWords(error.failure) : undefined
  return (
    <Notice tone="error" live="assertive" title={t`The patient’s record could not be read.`} serverWords={words?.serverWords ?? []}>
      {words && (
        <>
          <p>{words.title}</p>
          <p>{words.advice}</p>
        </>
      )}
      <p>
        <Trans>Nothing was sent.</Trans>
      </p>
    </Notice>
  )
}
