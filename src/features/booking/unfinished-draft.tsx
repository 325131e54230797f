import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { withLaterMessages } from '../../i18n/with-later-messages.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftsOf } from '../../queries/drafts/draft.ts'
import { Notice } from '../../ui/notice.tsx'
import { untilLoaded } from '../../ui/until-loaded.ts'

const DraftNotice = lazy(async () => {
  const download = async () => (await withLaterMessages(() => import('./draft-notice.tsx'))).DraftNotice
  return { default: await untilLoaded(download, DraftUnseen) }
})

/**
 * Tells of a booking for the patient that was left, as after an expired session or a closed window. Mostly there is none.
 * @param beside the draft of the booking on the screen, if any: beside it, only another one that was sent is told of
 */
export function UnfinishedDraft({ beside }: { readonly beside?: string | undefined }) {
  const patient = useCurrentPatient()
  const drafts = useDraftsOf(patient.id).data ?? []
  const draft = drafts.find(({ id, sentAs, reasonForVisit, note }) =>
    beside === undefined ? reasonForVisit || note || sentAs : sentAs && id !== beside,
  )
  if (!draft) return null
  return (
    <Suspense>
      <DraftNotice draft={draft} />
    </Suspense>
  )
}

/** Shown where the notice that tells of the booking could not be downloaded. */
function DraftUnseen() {
  const { t } = useLingui()
  return (
    <Notice
      tone="warning"
      title={t`A booking for this patient was begun before.`}
      actions={
        <Button variant="outlined" onClick={() => location.reload()}>
          <Trans>Reload</Trans>
        </Button>
      }
    >
      <Trans>What became of it could not be loaded. Reload before you book.</Trans>
    </Notice>
  )
}
