import { Trans, useLingui } from '@lingui/react/macro'
import { Notice } from '../../ui/notice.tsx'

/** Says that the session is over, and that only another launch helps. */
export function SessionEnded() {
  const { t } = useLingui()
  return (
    <Notice tone="error" title={t`Your session has ended.`} live="assertive">
      <Trans>
        Nothing more can be sent. To go on, launch Slotline again from the patient’s chart. What you typed is kept on this computer,
        encrypted.
      </Trans>
    </Notice>
  )
}
