import WarningAmber from '@mui/icons-material/WarningAmber'
import Button from '@mui/material/Button'
import { useLingui } from '@lingui/react/macro'

/** Stands for the count of the unresolved where it could not be downloaded: nobody may take its absence for "none". */
export function UnresolvedUnchecked() {
  const { t } = useLingui()
  const meaning = t`Unresolved outcomes are not checked: reload`
  return (
    <Button startIcon={<WarningAmber />} color="warning" aria-label={meaning} title={meaning} onClick={() => location.reload()}>
      {t`Not checked`}
    </Button>
  )
}
