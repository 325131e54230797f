import { Trans, useLingui } from '@lingui/react/macro'
import { Suspense } from 'react'
import { useConnection } from '../../queries/connection.tsx'
import { useSchedulingSignIn } from '../../queries/scheduling-sign-in.ts'
import { useSessionEnded } from '../../queries/session-state.ts'
import type { SchedulingProblem } from '../../smart/scheduling-session.ts'
import { BusyButton } from '../../ui/busy-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { saidAtSignIn } from './sign-in-refusal-words.ts'
import { EhrSessionEnded, SchedulingProblemWords } from '../screens.ts'
import { SessionEnded } from './session-ended.tsx'

/**
 * Says which session is over, and what can no longer be sent: the EHR's session, or that of a scheduling server with a sign-in of its
 * own, to which the user can sign in again.
 */
export function SessionNotice() {
  const { t } = useLingui()
  const { fhirBase, scheduling } = useConnection().session
  const { problem, isLeaving, signIn } = useSchedulingSignIn()
  if (useSessionEnded()) return scheduling && !problem ? <Suspense><EhrSessionEnded /></Suspense> : <SessionEnded />
  if (!problem) return null
  const isEnded = problem.kind === 'ended'
  return (
    <Notice
      tone="error"
      live="assertive"
      title={
        isEnded ? t`Your session with the scheduling server has ended.` : t`You are not signed in to the scheduling server.`
      }
      serverWords={serverWords(problem)}
      actions={
        <BusyButton variant="contained" busy={isLeaving} busyText={t`Going to the sign-in …`} onClick={() => void signIn()}>
          {isEnded ? <Trans>Sign in again</Trans> : <Trans>Sign in to the scheduling server</Trans>}
        </BusyButton>
      }
    >
      <Suspense>
        <p>
          <SchedulingProblemWords problem={problem} host={new URL(fhirBase).host} />
        </p>
      </Suspense>
      <p>
        <Trans>
          Until you are signed in there, nothing can be found, booked or changed. Your session with the EHR goes on, and what you
          typed is kept.
        </Trans>
      </p>
    </Notice>
  )
}

function serverWords(problem: SchedulingProblem): string[] {
  switch (problem.kind) {
    case 'denied':
    case 'authorization-error':
    case 'token-refused':
      return [saidAtSignIn(problem)].filter(Boolean)
    default:
      return []
  }
}
