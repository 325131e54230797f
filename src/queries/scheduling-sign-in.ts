import { useState, useSyncExternalStore } from 'react'
import type { SchedulingProblem } from '../smart/scheduling-session.ts'
import { useConnection } from './connection.tsx'

interface SchedulingSignInState {
  /** Why nothing can be sent to the scheduling server; undefined where requests can be sent, or where the EHR's token serves it. */
  readonly problem: SchedulingProblem | undefined
  readonly isLeaving: boolean
  /** Goes to the scheduling server's sign-in, which comes back to the screen that is shown now. */
  signIn(): Promise<void>
}

const never = () => () => undefined

/** The scheduling server's own sign-in, where it has one. The session with the EHR doesn't depend on it. */
export function useSchedulingSignIn(): SchedulingSignInState {
  const { scheduling } = useConnection().session
  const problem = useSyncExternalStore(scheduling?.onEnded ?? never, () => scheduling?.problem())
  const [failure, setFailure] = useState<SchedulingProblem>()
  const [isLeaving, setLeaving] = useState(false)
  return {
    problem: problem && (failure ?? problem),
    isLeaving,
    async signIn() {
      setLeaving(true)
      const begun = await scheduling?.begin()
      setLeaving(false)
      if (begun?.kind === 'redirect') location.assign(begun.url)
      else setFailure(begun)
    },
  }
}
