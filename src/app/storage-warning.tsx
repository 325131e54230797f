import { useLingui } from '@lingui/react/macro'
import { Notice } from '../ui/notice.tsx'

/** The least that must be said where this browser won't keep what comes of a booking. */
export function StorageWarning() {
  const { t } = useLingui()
  return <Notice tone="warning" title={t`This browser keeps nothing: stay on this page.`} />
}
