import { Trans, useLingui } from '@lingui/react/macro'
import Typography from '@mui/material/Typography'
import { CountDown } from '../../ui/count-down.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { HoldView } from './use-held-time.ts'

interface HoldStateProps {
  readonly hold: HoldView
  /** The hold ran out while the screen was open. */
  readonly ended: boolean
  readonly onEnd: () => void
}

/** Says whether the time is held for us, and for how long. */
export function HoldState({ hold, ended, onEnd }: HoldStateProps) {
  const { t } = useLingui()
  switch (hold.kind) {
    case 'none':
    case 'lost':
    case 'another-wanted':
    case 'refused':
    case 'given-back':
      return null
    case 'asking':
      return (
        <Typography role="status" color="text.secondary">
          <Trans>Holding this time for you …</Trans>
        </Typography>
      )
    case 'held':
      return (
        <>
          <CountDown endInstant={hold.expiry.untilInstant} onEnd={onEnd} />
          {hold.expiry.source === 'estimate' && !ended && (
            <Typography variant="body2" color="text.secondary">
              <Trans>An estimate: the server does not say how long it holds a time.</Trans>
            </Typography>
          )}
          {ended && (
            <Notice tone="warning" title={t`This time is no longer held.`} live="polite">
              <Trans>Somebody else may take it now. You can still try to book it; the server decides.</Trans>
            </Notice>
          )}
        </>
      )
    case 'not-known':
      return (
        <Notice tone="info" title={t`It is not known whether this time is held for you.`} serverWords={hold.serverWords}>
          <Trans>No clear answer came. You can still try to book it; the server decides.</Trans>
        </Notice>
      )
    case 'not-held':
      return (
        <Notice tone="info" title={t`This time is not held.`} serverWords={hold.serverWords}>
          <Trans>It is still free as far as is known. The server decides when you book.</Trans>
        </Notice>
      )
  }
}
