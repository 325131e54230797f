import { useRef } from 'react'
import { useRoute } from 'wouter'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { navigate } from '../../ui/address/hash-location.ts'
import { textsOf } from '../../fhir/appointment-texts.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { useDraft, useDraftKeeper } from '../../queries/drafts/draft.ts'
import { offerKey } from './offers/offer-key.ts'
import type { Search } from './use-search.ts'

/** The offer that is being booked beside the results, if any, and a function to choose one. */
export interface Choosing {
  /** `offerKey` of the chosen one. */
  readonly chosenKey: string | undefined
  /** The id under which the server knows the chosen one; it may be held already. */
  readonly chosenId: string | undefined
  choose(offer: Appointment): void
}

/** Choosing begins a draft and goes on to `/book/[draft]`. A second click, or Enter twice, chooses once. */
export function useChooseOffer({ find, reasonInWords }: Search, moves: Appointment | undefined): Choosing {
  const { server } = useConnection()
  const patient = useCurrentPatient()
  const { begin } = useDraftKeeper()
  const { search } = useAddress()
  const [isBooking, booking] = useRoute('/book/:draftId')
  const draft = useDraft(booking?.draftId ?? '').data
  const chosen = draft?.patientId === patient.id ? draft.offer : undefined
  const chosenKey = chosen && offerKey(chosen)
  const isChoosing = useRef(false)

  const choose = async (offer: Appointment) => {
    if (isChoosing.current || !find || offerKey(offer) === chosenKey) return
    isChoosing.current = true
    try {
      const id = crypto.randomUUID()
      const begun: Draft = {
        id,
        patientId: patient.id,
        createdInstant: server.now(),
        offer,
        ...(moves ? { moves } : {}),
        ...(moves ? textsOf(moves) : { reasonForVisit: reasonInWords, note: '' }),
        search,
        criteria: find,
      }
      await begin(begun, booking?.draftId)
      // Replaces the former choice in the history, so that Back leads to the results, however many times were chosen.
      navigate(`/book/${id}${search}`, { replace: isBooking })
    } finally {
      isChoosing.current = false
    }
  }
  return { chosenKey, chosenId: chosen?.id, choose: (offer) => void choose(offer) }
}
