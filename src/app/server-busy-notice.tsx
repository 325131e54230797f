import { Trans, useLingui } from '@lingui/react/macro'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useSecondsLeft } from '../ui/use-seconds-left.ts'
import { useServerBusy } from '../queries/server-busy.ts'
import { Notice } from '../ui/notice.tsx'

/** Seconds. A shorter pause isn't announced: it would be over before the notice is read. */
const shortestPause = 2

/** Says that a server is too busy and when it will be asked again, and lets the user try now or stop. */
export function ServerBusyNotice() {
  const { waiting, untilInstant } = useServerBusy()
  return waiting > 0 && untilInstant !== undefined ? <Pause key={untilInstant} untilInstant={untilInstant} /> : null
}

function Pause({ untilInstant }: { readonly untilInstant: number }) {
  const { t } = useLingui()
  const { wishedInstant, tryNow, stop } = useServerBusy()
  const seconds = useSecondsLeft(untilInstant)
  const wished = useSecondsLeft(wishedInstant)
  const [first] = useState(seconds)
  if (first < shortestPause) return null
  return (
    <Notice
      tone="info"
      live="polite"
      title={t`The server is busy.`}
      actions={
        <>
          {wished === 0 && seconds > 0 && (
            <Button onClick={tryNow}>
              <Trans>Try now</Trans>
            </Button>
          )}
          <Button onClick={stop}>
            <Trans>Stop waiting</Trans>
          </Button>
        </>
      }
    >
      <span role="timer" aria-live="off">
        {seconds > 0 ? <Trans>Nothing is lost; trying again in {seconds} s.</Trans> : <Trans>Nothing is lost; asking it now …</Trans>}
      </span>
      {wished > 0 && (
        <>
          {' '}
          <Trans>It asked for this pause.</Trans>
        </>
      )}
    </Notice>
  )
}
