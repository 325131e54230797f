import { useLingui } from '@lingui/react/macro'
import type { SchedulingProblem } from '../smart/scheduling-session.ts'

/** Why there is no session with the scheduling server at `host`, and what can be done. */
export function SchedulingProblemWords({ problem, host }: { readonly problem: SchedulingProblem; readonly host: string }) {
  const { t } = useLingui()
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
