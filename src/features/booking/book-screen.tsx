import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Link, Redirect, useParams } from 'wouter'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { useIsBeingSent } from '../../queries/change.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraft } from '../../queries/drafts/draft.ts'
import { useIsGivingBack } from '../../queries/give-back.ts'
import { useRecorded } from '../../queries/journal.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { BookingForm } from './booking-form.tsx'
import { NotWrittenDown } from './not-written-down.tsx'
import { sentElsewhere } from './use-booking.ts'

/** `/book/[draft]`: reads the chosen time back, holds it, asks for reason and note, and books. */
export function BookScreen() {
  const { draftId = '' } = useParams()
  const { search } = useAddress()
  const { t } = useLingui()
  const patient = useCurrentPatient()
  const draft = useDraft(draftId)

  if (draft.isPending) return <LoadingRows label={t`Loading the booking …`} rows={4} />
  // Another patient's draft is treated as if it didn't exist: nothing of it may be shown to this session.
  if (draft.data?.patientId !== patient.id) {
    return (
      <EmptyState
        title={t`This booking is no longer here.`}
        actions={
          <Button component={Link} to={`/find${search}`} variant="contained">
            <Trans>Find appointments</Trans>
          </Button>
        }
      >
        <Trans>It was finished or discarded, or it belongs to another patient. Look at the patient’s appointments before you choose a time again.</Trans>
      </EmptyState>
    )
  }
  return <LoadedDraft key={draft.data.id} draft={draft.data} />
}

/** Shows the outcome of a draft that was sent before it was opened, or in another tab. A draft that this page sends keeps its form. */
function LoadedDraft({ draft }: { readonly draft: Draft }) {
  const { t } = useLingui()
  const [sentBefore, setSentBefore] = useState(draft.sentAs)
  const isGivingBack = useIsGivingBack(draft.id)
  if (isGivingBack) return <LoadingRows label={t`Giving the time back …`} rows={4} />
  const sent = sentBefore ?? sentElsewhere(draft)
  if (sent === undefined) return <BookingForm draft={draft} />
  return <SentDraft draft={draft} entryId={sent} onGoOn={() => setSentBefore(undefined)} />
}

interface SentDraftProps {
  readonly draft: Draft
  readonly entryId: string
  readonly onGoOn: () => void
}

function SentDraft({ draft, entryId, onGoOn }: SentDraftProps) {
  const { t } = useLingui()
  const { data, isPending } = useRecorded(entryId)
  const isBeingSent = useIsBeingSent(entryId)
  if (isPending) return <LoadingRows label={t`Loading the booking …`} rows={4} />
  return data || isBeingSent ? <Redirect to={`/outcome/${entryId}`} replace /> : <NotWrittenDown {...{ draft, onGoOn }} />
}
