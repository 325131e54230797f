import { useLingui } from '@lingui/react/macro'
import { plainText } from '../../fhir/text/plain-text.ts'
import type { SchedulingProblem } from '../../smart/scheduling-session.ts'

/** Says why there is no session with the scheduling server at `host`, and what can be done. */
export function SchedulingProblemWords({ problem, host }: { readonly problem: SchedulingProblem; readonly host: string }) {
  const { t } = useLingui()
  switch (problem.kind) {
    case 'ended':
      return t`${host} no longer accepts the sign-in.`
    case 'left':
      return t`The sign-in at ${host} was not finished.`
    case 'denied':
      return t`You or ${host} refused to let Slotline in. Allow it, or ask your IT department for the permission.`
    case 'authorization-error':
    case 'token-refused':
      return t`${host} did not complete the sign-in. Try again. If it happens again, tell your IT department.`
    case 'token-unreachable':
    case 'discovery-unreachable':
      return t`${host} could not be reached. Check the network connection and try again.`
    case 'discovery-missing':
      return t`${host} does not offer a sign-in for apps. Tell your IT department: SMART on FHIR has to be switched on there.`
    case 'discovery-invalid':
    case 'token-invalid': {
      const said = plainText(problem.problems.join('; '))
      return t`What ${host} says of its sign-in can’t be used. Tell your IT department: ${said}`
    }
    case 'unlisted-endpoint': {
      const said = plainText(problem.origin)
      return t`The sign-in of ${host} lies where Slotline’s settings do not expect it. Tell your IT department: ${said}`
    }
    case 'pkce-unsupported':
    case 'insecure-endpoint':
      return t`The sign-in of ${host} is not secure enough. Tell your IT department: it has to use https, and PKCE with S256.`
  }
}
