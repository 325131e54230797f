import WarningAmber from '@mui/icons-material/WarningAmber'
import Button from '@mui/material/Button'
import { useLingui } from '@lingui/react/macro'

/** Shown in place of the count of unresolved outcomes where that part could not be downloaded: its absence must not look like "none". */
export function UnresolvedUnchecked() {
  const { t } = useLingui()
  const meaning = t`Unresolved outcomes are not checked: reload`
  return (
    <Button startIcon={<WarningAmber />} color="warning" aria-label={meaning} title={meaning} onClick={() => location.reload()}>
      {t`Not checked`}
    </Button>
  )
}
