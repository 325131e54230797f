import { Suspense } from 'react'
import { useConnection } from '../../queries/connection.tsx'
import { useCloseSession } from '../../queries/session-state.ts'
import { IdleQuestion } from './idle-question.tsx'
import { IdleWarning } from '../screens.ts'
import { useIdleWatch } from './use-idle-watch.ts'

/** Closes the session when the user has been idle for `idleMinutes`, and warns a minute before. */
export function IdleTimeout() {
  const { config, session } = useConnection()
  const close = useCloseSession()
  const { warnedUntil, stay } = useIdleWatch({
    minutes: config.idleMinutes,
    onActivity: session.noteActivity,
    onLapse: () => close('idle'),
  })
  if (warnedUntil === undefined) return null
  return (
    <Suspense fallback={<IdleQuestion onStay={stay} />}>
      <IdleWarning until={warnedUntil} onStay={stay} onEnd={() => close('user')} />
    </Suspense>
  )
}
