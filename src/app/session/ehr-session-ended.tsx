import { Trans, useLingui } from '@lingui/react/macro'
import { Notice } from '../../ui/notice.tsx'

/** Shown when the EHR's session is over but the scheduling server's goes on: the user can only finish what is begun on this page. */
export function EhrSessionEnded() {
  const { t } = useLingui()
  return (
    <Notice tone="error" title={t`Your session with the EHR has ended.`} live="assertive">
      <Trans>
        The scheduling server still accepts what you send: a booking or change that you have begun here can be finished, and its outcome is
        shown and written down. Patients can no longer be looked up, and the EHR is told nothing until you are signed in to it again. Do
        not reload this page before you are done; then launch Slotline again from the patient’s chart. What you typed is kept on this
        computer, encrypted.
      </Trans>
    </Notice>
  )
}
