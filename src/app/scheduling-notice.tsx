import { Trans, useLingui } from '@lingui/react/macro'
import { useConnection } from '../queries/connection.tsx'
import { useSchedulingSignIn } from '../queries/scheduling-sign-in.ts'
import type { SchedulingProblem } from '../smart/scheduling-session.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Notice } from '../ui/notice.tsx'

/** Says that nothing can be sent to a scheduling server with a sign-in of its own, why, and offers to sign in there again. */
export function SchedulingNotice() {
  const { t } = useLingui()
  const { fhirBase } = useConnection().session
  const { problem, isLeaving, signIn } = useSchedulingSignIn()
  const words = useProblemWords()
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
      {words(problem, new URL(fhirBase).host)}{' '}
      <Trans>
        Until you are signed in there, nothing can be found, booked or changed. Your session with the EHR goes on, and what you
        typed is kept.
      </Trans>
    </Notice>
  )
}

function useProblemWords() {
  const { t } = useLingui()
  return (problem: SchedulingProblem, host: string): string => {
    switch (problem.kind) {
      case 'ended':
        return t`${host} no longer accepts what Slotline was given at the sign-in.`
      case 'left':
        return t`The sign-in at ${host} was left before its end.`
      case 'denied':
        return t`You or ${host} refused to let Slotline in. Allow it, or ask whoever manages your access there.`
      case 'authorization-error':
      case 'token-refused':
        return t`${host} did not complete the sign-in. If it happens again, tell whoever manages Slotline.`
      case 'token-unreachable':
      case 'discovery-unreachable':
        return t`${host} could not be reached. Check the network connection and try again.`
      case 'discovery-missing':
        return t`${host} does not offer a sign-in for apps. Tell whoever manages Slotline: SMART on FHIR has to be switched on there.`
      case 'discovery-invalid':
      case 'token-invalid':
        return t`What ${host} says of its sign-in can’t be used. Tell whoever manages Slotline: ${problem.problems.join('; ')}`
      case 'unlisted-endpoint':
        return t`The sign-in of ${host} lies where Slotline’s settings do not expect it. Tell whoever manages Slotline: ${problem.origin}`
      case 'pkce-unsupported':
      case 'insecure-endpoint':
        return t`The sign-in of ${host} is not secure enough. Tell whoever manages Slotline: it has to use https, and PKCE with S256.`
    }
  }
}

function serverWords(problem: SchedulingProblem): string[] {
  switch (problem.kind) {
    case 'denied':
      return problem.description === undefined ? [] : [problem.description]
    case 'authorization-error':
      return [[problem.error, problem.description].filter(Boolean).join(': ')]
    case 'token-refused':
      return [[`HTTP ${problem.status}`, problem.error].filter(Boolean).join(': ')]
    default:
      return []
  }
}
