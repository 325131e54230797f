import { memo, useMemo } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { serviceText } from '../../i18n/appointment-facts.ts'
import { FirstAvailable } from './first-available.tsx'
import { isPresentTime } from './offer-key.ts'
import { offerDays } from './offer-rows.ts'
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
  const { clockOf, facts } = useOfferFacts(offers)
  const days = useMemo(() => offerDays(offers, clockOf), [offers, clockOf])
  const cells = useMemo(() => days.flatMap((day) => day.cells), [days])
  const withZone = useMemo(() => new Set(cells.map((cell) => cell.clock.zone)).size > 1, [cells])
  const services = useMemo(() => [...new Set(offers.map(serviceText))], [offers])

  const { visitType } = criteria
  const withService = (offer: Appointment) =>
    visitType.length > 0 ? !tokensOf(offer.serviceType).some((token) => visitType.includes(token)) : services.length > 1
  const isPresent = (offer: Appointment) => moves !== undefined && isPresentTime(offer, moves)
  const choose = useMemo(() => (cell: { readonly offer: Appointment }) => onChoose(cell.offer), [onChoose])
  const free = cells.filter((cell) => !isPresent(cell.offer))
  // As soon as possible means as soon as the patient can.
  const first = free.find((cell) => !overlaps(cell.offer)) ?? free[0]

  return (
    <>
      <ResultsLine
        cells={cells}
        criteria={criteria}
        service={visitType.length === 0 && services.length === 1 ? services[0] : undefined}
      />
      {first && (
        <FirstAvailable
          cell={first}
          facts={facts(first.offer)}
          withZone={withZone}
          overlaps={overlaps(first.offer)}
          onChoose={choose}
        />
      )}
      <OfferTimetable days={days} {...{ facts, withZone, withService, overlaps, isPresent, chosenKey }} onChoose={choose} />
    </>
  )
})
