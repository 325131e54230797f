import TimerOutlined from '@mui/icons-material/TimerOutlined'
import Box from '@mui/material/Box'
import { Trans, useLingui } from '@lingui/react/macro'
import { useSecondsLeft } from './use-seconds-left.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

interface CountDownProps {
  /** Epoch milliseconds. */
  readonly endInstant: number
  /** Called once, when it has ended. */
  readonly onEnd?: () => void
  /** The clock, in epoch milliseconds. */
  readonly now?: () => number
}

const lastCall = 60

/** How long a time is still held: "Held for you 4:41". Announced when a minute is left and when it is over, not each second. */
export function CountDown({ endInstant, onEnd, now = Date.now }: CountDownProps) {
  const { t } = useLingui()
  const left = useSecondsLeft(endInstant, onEnd, now)
  const minutes = Math.floor(left / 60)
  const clock = `${minutes}:${String(left % 60).padStart(2, '0')}`
  const tone = left === 0 ? 'failed' : left <= lastCall ? 'pending' : 'neutral'
  const lastWords = left <= lastCall ? t`Held for you for one more minute` : ''
  const announced = left === 0 ? t`The time is no longer held for you` : lastWords
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, typography: 'body1', color: `tone.${tone}.text` }}
    >
      <TimerOutlined aria-hidden sx={{ fontSize: 18 }} />
      <span role="timer" aria-live="off">
        {left === 0 ? <Trans>No longer held for you</Trans> : <Trans>Held for you <strong>{clock}</strong></Trans>}
      </span>
      <VisuallyHidden role="status">{announced}</VisuallyHidden>
    </Box>
  )
}
