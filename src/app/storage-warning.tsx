import { useLingui } from '@lingui/react/macro'
import { Notice } from '../ui/notice.tsx'

/** The least that must be said where this browser won't keep the outcomes. */
export function StorageWarning() {
  const { t } = useLingui()
  return <Notice tone="warning" title={t`Nothing is kept: stay on this page.`} />
}
