import { useLingui } from '@lingui/react/macro'
import type { VaultTrouble } from '../record/storage/vault.ts'
import { Notice } from '../ui/notice.tsx'

/** Says, before anything is booked, that this browser won't keep the outcomes, and what to do about that. */
export function StorageNotice({ trouble }: { readonly trouble: VaultTrouble }) {
  const { t } = useLingui()
  const words = {
    denied: {
      title: t`This browser does not let Slotline keep anything.`,
      meaning: t`You can book all the same, but what you type and the outcomes are lost when this page is closed or reloaded: stay on it until each outcome is shown. Allow cookies and site data for this address, or ask your IT department to.`,
    },
    full: {
      title: t`This browser has no room left for Slotline to keep anything.`,
      meaning: t`You can book all the same, but what you type and the outcomes are lost when this page is closed or reloaded: stay on it until each outcome is shown. Free some space on this computer; Slotline notices by itself.`,
    },
    cleared: {
      title: t`What Slotline kept in this browser has been cleared.`,
      meaning: t`Outcomes from before are not here any more: look at the patient’s appointments. You can book all the same, but what you type and the outcomes are lost when this page is closed or reloaded: stay on it until each outcome is shown. Then reload it to have outcomes kept again.`,
    },
  }[trouble]
  return (
    <Notice tone="warning" title={words.title} live="polite">
      {words.meaning}
    </Notice>
  )
}
