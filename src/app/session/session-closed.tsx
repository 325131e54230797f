import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { useEffect } from 'react'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { navigate } from '../../ui/address/hash-location.ts'
import { useConnection } from '../../queries/connection.tsx'
import type { Closing } from '../../queries/session-state.ts'
import { ErrorScreen } from '../../ui/error-screen.tsx'

/** The screen after the session, which shows nothing of it to whoever sits down next. Says why, and what became of the work. */
export function SessionClosed({ closing }: { readonly closing: Closing }) {
  const { t } = useLingui()
  const { heading, meaning } = useClosingWords(closing)
  const address = useAddress()
  // Clears the address, which names appointments and criteria. Repeats that on each change: a late answer would lead to its outcome.
  useEffect(() => {
    if (address.pathname + address.search !== '/') navigate('/', { replace: true })
  }, [address])
  return (
    <ErrorScreen
      heading={heading}
      steps={[t`To go on, launch Slotline again from the patient’s chart.`, t`You can close this window.`]}
      actions={
        <Button variant="contained" href="launch.html">
          <Trans>Choose a server and sign in</Trans>
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <p>{meaning}</p>
        <p>
          {closing.wasSending ? (
            <Trans>
              A change was being sent at that moment, and its outcome is not known here. It is written down: launch Slotline again and look
              at Activity, which asks the server, before you book or cancel anything a second time.
            </Trans>
          ) : (
            <Trans>Nothing was being sent at that moment. What you typed and what was booked is kept for you on this computer, encrypted.</Trans>
          )}
        </p>
      </Box>
    </ErrorScreen>
  )
}

function useClosingWords({ why }: Closing): { heading: string; meaning: string } {
  const { t } = useLingui()
  const { idleMinutes } = useConnection().config
  switch (why) {
    case 'user':
      return {
        heading: t`You have ended the session`,
        meaning: t`Slotline can no longer reach your EHR from this window.`,
      }
    case 'idle':
      return {
        heading: t`You were signed out`,
        meaning: t`Nothing was done here for ${plural(idleMinutes, { one: '# minute', other: '# minutes' })}. So that nobody else sees the patient’s data, Slotline took them off the screen and gave up its access to your EHR.`,
      }
    case 'replaced':
      return {
        heading: t`This session is over`,
        meaning: t`Slotline was launched again in this window, or the session was ended there. What stood here belonged to the earlier launch.`,
      }
  }
}
