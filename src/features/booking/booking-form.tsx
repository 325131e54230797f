import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useLingui, Trans } from '@lingui/react/macro'
import { useId, useState, type SubmitEvent } from 'react'
import { navigate } from '../../ui/address/hash-location.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import { useScopes } from '../../queries/session-state.ts'
import { useStorageTrouble } from '../../queries/storage-trouble.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { BusyButton } from '../../ui/busy-button.tsx'
import { NoteField } from '../../ui/note-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { BookingReadBack } from './booking-read-back.tsx'
import { HoldState } from './hold-state.tsx'
import { LostTime } from './lost-time.tsx'
import { NotSentNotice } from './not-sent-notice.tsx'
import { useBooking } from './use-booking.ts'
import { useHeldTime } from './use-held-time.ts'

/** Everything that the user needs to book: who, when, where and what read back, the time left, reason and note. */
export function BookingForm({ draft }: { readonly draft: Draft }) {
  const { t } = useLingui()
  const titleId = useId()
  const scopes = useScopes()
  const patient = useCurrentPatient()
  const facts = useFacts(draft.moves ? [draft.offer, draft.moves] : [draft.offer])
  const { update } = useDraftKeeper()
  const time = useHeldTime(draft)
  const { hold } = time
  const booking = useBooking(draft, patient, time)
  const storageTrouble = useStorageTrouble()
  const [holdEnded, setHoldEnded] = useState(false)

  const mayBook = scopes.allows('Appointment', 'c') || scopes.allows('Appointment', 'u')
  const isThere = hold.kind !== 'lost' && hold.kind !== 'another-wanted' && hold.kind !== 'given-back'
  const isSent = draft.sentAs !== undefined
  const title = draft.moves ? t`Reschedule appointment` : t`Book appointment`
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (mayBook && isThere) void booking.send()
  }

  return (
    <Box component="form" aria-labelledby={titleId} onSubmit={submit} sx={{ display: 'grid', gap: 3, maxWidth: 640 }}>
      <div id={titleId}>
        <PageHeading title={title} />
      </div>
      <BookingReadBack patient={patient} facts={facts(draft.offer)} {...(draft.moves ? { before: facts(draft.moves) } : {})} />
      {!isThere || hold.kind === 'refused' ? (
        <LostTime draft={draft} hold={hold} isSending={booking.isSending} />
      ) : (
        <HoldState hold={hold} ended={holdEnded} onEnd={() => setHoldEnded(true)} />
      )}
      <NoteField
        label={t`Reason for visit`}
        value={draft.reasonForVisit}
        limit={255}
        lines={1}
        disabled={isSent}
        onChange={(reasonForVisit) => void update(draft.id, (current) => ({ ...current, reasonForVisit }))}
      />
      <NoteField
        label={t`Note`}
        value={draft.note}
        limit={1000}
        disabled={isSent}
        onChange={(note) => void update(draft.id, (current) => ({ ...current, note }))}
      />
      {!mayBook && (
        <Notice tone="warning" title={t`This session may only look at appointments.`}>
          <Trans>The launch did not grant the permission to book. Ask your IT department for it, then launch again.</Trans>
        </Notice>
      )}
      {storageTrouble && (
        <Notice tone="warning" title={t`The outcome can’t be kept in this browser.`} live="polite">
          <Trans>You can book. Stay on this page until the outcome is shown, and note it down.</Trans>
        </Notice>
      )}
      {booking.notSent && <NotSentNotice reason={booking.notSent} appointmentId={draft.moves?.id} />}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {mayBook && isThere && (
          <BusyButton type="submit" variant="contained" busy={booking.isSending} busyText={draft.moves ? t`Moving …` : t`Booking …`}>
            {title}
          </BusyButton>
        )}
        <Button variant="outlined" onClick={() => navigate(`/find${draft.search}`)} disabled={booking.isSending}>
          <Trans>Back to results</Trans>
        </Button>
      </Box>
    </Box>
  )
}
