import { Trans } from '@lingui/react/macro'
import Typography from '@mui/material/Typography'
import { settledInstant } from '../../record/conclude-entry.ts'
import type { Recorded } from '../../record/recorded.ts'
import { useSecondsLeft } from '../../ui/use-seconds-left.ts'

/** Counts down until the server can tell that nothing was done. A request that is carried out is shown as soon as the server shows it. */
export function StillUnderWay({ recorded: { entry, conclusion } }: { readonly recorded: Recorded }) {
  const secondsLeft = useSecondsLeft(settledInstant(entry, conclusion))
  if (secondsLeft === 0) return null
  return (
    <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
      <Trans>
        The request may still be on its way, for {secondsLeft} s at most. If it is carried out, that is shown here at once; only
        after that time can it be said that nothing was done.
      </Trans>
    </Typography>
  )
}
