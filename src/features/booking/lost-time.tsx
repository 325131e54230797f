import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { instantMs } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import { useOffers } from '../../queries/offers.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { HoldView } from './use-held-time.ts'

/** How many of the nearest free times are shown. */
const shown = 5

interface LostTimeProps {
  readonly draft: Draft
  readonly hold: Extract<HoldView, { kind: 'lost' | 'another-wanted' | 'refused' | 'given-back' }>
  /** Whether the former time is being booked: no other may be chosen meanwhile. */
  readonly isSending: boolean
}

/** The chosen time is gone or unwanted. What was typed stays, and the nearest free times are one click away. */
export function LostTime({ draft, hold, isSending }: LostTimeProps) {
  const { t } = useLingui()
  const { update } = useDraftKeeper()
  const [searchNumber] = useState(() => Date.now())
  const offers = useOffers(draft.criteria, searchNumber, false)
  const nearest = nearestTo(draft.offer, offers.data?.appointments ?? [])
  const facts = useFacts(nearest)
  const choose = (offer: Appointment) =>
    void update(draft.id, (current) => chosenInstead(current, offer))

  const titles = {
    lost: t`This time was taken meanwhile.`,
    'another-wanted': t`Choose another time.`,
    refused: t`The server does not hold this time for you.`,
    'given-back': t`This time could not be held again.`,
  }

  return (
    <Notice tone="warning" title={titles[hold.kind]} serverWords={hold.kind === 'given-back' ? [] : hold.serverWords} live="assertive">
      {(hold.kind === 'lost' || hold.kind === 'another-wanted') && (
        <Trans>Nothing was booked, and what you typed is kept. These are the nearest free times:</Trans>
      )}
      {hold.kind === 'given-back' && (
        <Trans>
          It was given back when the booking was left, and as far as is known it is not offered again. What you typed is kept. These are
          the nearest free times:
        </Trans>
      )}
      {/* The time may be our own, held by a request that was sent twice. */}
      {hold.kind === 'refused' && (
        <Trans>
          Somebody else may have it by now, the patient may have it already, or the server has another reason. What you typed is kept.
          You can try to book it all the same: the server decides. These are the nearest free times:
        </Trans>
      )}
      {offers.isPending && <LoadingRows label={t`Loading the nearest times …`} rows={3} />}
      {offers.isSuccess && nearest.length === 0 && (
        <p>
          <Trans>No other time was returned for this search. Go back to the results and widen it.</Trans>
        </p>
      )}
      {offers.isError && (
        <p>
          <Trans>The nearest times could not be loaded. Go back to the results and search again.</Trans>
        </p>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 2, p: 0, display: 'grid', gap: 1 }}>
        {nearest.map((offer) => {
          const { when, who, where } = facts(offer)
          return (
            <li key={offer.id ?? offer.start}>
              <Button variant="outlined" fullWidth disabled={isSending} onClick={() => choose(offer)} sx={{ justifyContent: 'flex-start', textAlign: 'left' }}>
                {[when, who.join(', '), where.join(', ')].filter(Boolean).join(', ')}
              </Button>
            </li>
          )
        })}
      </Box>
    </Notice>
  )
}

/** The draft with another time, and without what was known of the former one. */
function chosenInstead({ held: _held, lost: _lost, isGivenBack: _given, wasSent: _was, choice = 0, ...draft }: Draft, offer: Appointment): Draft {
  return { ...draft, offer, choice: choice + 1 }
}

/** The offers closest in time to the lost one, in order of time. */
export function nearestTo(lost: Appointment, offers: readonly Appointment[]): Appointment[] {
  const wanted = instantMs(lost.start) ?? 0
  const distance = (offer: Appointment) => Math.abs((instantMs(offer.start) ?? Infinity) - wanted)
  return offers
    .filter((offer) => offer.id === undefined || offer.id !== lost.id)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, shown)
    .sort((a, b) => (instantMs(a.start) ?? 0) - (instantMs(b.start) ?? 0))
}
