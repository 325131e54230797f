import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Spinner } from '../../../ui/spinner.tsx'

interface PagingProgressProps {
  readonly count: number
  readonly stopped: boolean
  readonly onStop: () => void
  readonly onResume: () => void
}

/** Shown while pages are still to come: how many offers there are so far, and a button to stop loading or to go on. */
export function PagingProgress({ count, stopped, onStop, onResume }: PagingProgressProps) {
  const { t } = useLingui()
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        minWidth: 0,
        typography: 'body2',
        // Two lines of text are as high as the button.
        lineHeight: '14px',
        color: 'text.secondary',
      }}
    >
      {!stopped && <Spinner />}
      <span>
        {stopped
          ? t`Stopped. There may be earlier and later offers.`
          : t`${plural(count, { one: '# offer so far …', other: '# offers so far …' })}`}
      </span>
      <Button size="small" onClick={stopped ? onResume : onStop}>
        {stopped ? <Trans>Load the rest</Trans> : <Trans>Stop</Trans>}
      </Button>
    </Box>
  )
}
