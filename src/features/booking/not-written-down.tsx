import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { navigate } from '../../ui/address/hash-location.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { Notice } from '../../ui/notice.tsx'
import { goneOnWith } from './another-time.ts'

interface NotWrittenDownProps {
  readonly draft: Draft
  /** Called when the user has looked and goes on with the booking. */
  readonly onGoOn: () => void
}

/**
 * A booking that was about to be sent but isn't in the journal: its page was closed in that moment, another tab is about to send
 * it, or this browser lost the entry. Only the patient's appointments tell whether it was booked.
 */
export function NotWrittenDown({ draft, onGoOn }: NotWrittenDownProps) {
  const { t } = useLingui()
  const { update } = useDraftKeeper()
  const { when, who } = useFacts([draft.offer])(draft.offer)
  const goOn = async () => {
    await update(draft.id, (current) => goneOnWith(current, undefined))
    onGoOn()
  }
  return (
    <Notice
      tone="warning"
      title={t`It is not known whether this booking was sent.`}
      actions={
        <>
          <Button variant="contained" onClick={() => navigate('/appointments')}>
            <Trans>Show the patient’s appointments</Trans>
          </Button>
          <Button variant="outlined" onClick={() => void goOn()}>
            <Trans>Continue</Trans>
          </Button>
        </>
      }
    >
      <p>{[when, who.join(', ')].filter(Boolean).join(', ')}</p>
      <p>
        <Trans>
          This browser has no record of it. Look at the patient’s appointments first; continue only if it is not among them and no other
          tab is working on it.
        </Trans>
      </p>
    </Notice>
  )
}
