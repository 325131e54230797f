import { memo, useMemo } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { serviceText } from '../../i18n/appointment-facts.ts'
import { FirstAvailable } from './first-available.tsx'
import { offerCalendar } from './offer-days.ts'
import { isPresentTime } from './offer-key.ts'
import { OfferTimetable } from './offer-timetable.tsx'
import { ResultsLine } from './results-line.tsx'
import { tokensOf } from './search-choices.ts'
import type { SearchCriteria } from './search-criteria.ts'
import { useOfferFacts } from './use-offer-facts.ts'

interface OfferListProps {
  /** In order of time; at least one. */
  readonly offers: readonly Appointment[]
  readonly criteria: SearchCriteria
  readonly moves: Appointment | undefined
  readonly overlaps: (offer: Appointment) => boolean
  readonly chosenKey: string | undefined
  readonly onChoose: (offer: Appointment) => void
}

/** What was found, in one line; the earliest; all of them by day. */
export const OfferList = memo(function OfferList({ offers, criteria, moves, overlaps, chosenKey, onChoose }: OfferListProps) {
  const { zoneOf, facts } = useOfferFacts(offers)
  const { days, zones } = useMemo(() => offerCalendar(offers, zoneOf), [offers, zoneOf])
  const withZone = zones.size > 1
  const service = useMemo(() => onlyService(offers), [offers])

  const { visitType } = criteria
  const withService = (offer: Appointment) =>
    visitType.length > 0 ? !tokensOf(offer.serviceType).some((token) => visitType.includes(token)) : service === undefined
  const isPresent = (offer: Appointment) => moves !== undefined && isPresentTime(offer, moves)
  // As soon as possible means as soon as the patient can.
  const first =
    offers.find((offer) => !isPresent(offer) && !overlaps(offer)) ?? offers.find((offer) => !isPresent(offer))

  return (
    <>
      <ResultsLine count={offers.length} zones={zones} criteria={criteria} service={visitType.length === 0 ? service : undefined} />
      {first && <FirstAvailable offer={first} facts={facts(first)} overlaps={overlaps(first)} {...{ withZone, onChoose }} />}
      <OfferTimetable {...{ days, facts, withZone, withService, overlaps, isPresent, chosenKey, onChoose }} />
    </>
  )
})

/** The one service that all offers are for, '' where they say none; undefined where there are several. */
function onlyService(offers: readonly Appointment[]): string | undefined {
  const [first] = offers
  const service = first && serviceText(first)
  return offers.every((offer) => serviceText(offer) === service) ? service : undefined
}
