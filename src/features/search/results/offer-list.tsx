import EventBusy from '@mui/icons-material/EventBusy'
import { useLingui } from '@lingui/react/macro'
import { memo, Suspense, useMemo } from 'react'
import { writtenText } from '../../../fhir/names.ts'
import type { Appointment } from '../../../fhir/types.ts'
import { serviceText } from '../../../i18n/appointment-facts.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { LoadingRows } from '../../../ui/loading-rows.tsx'
import { FirstAvailable } from './first-available.tsx'
import { WeekGrid, WeekLook } from '../week/lazy-week-grid.tsx'
import { offerCalendar } from '../offers/offer-days.ts'
import { isPresentTime } from '../offers/offer-key.ts'
import { OfferTimetable } from '../list/offer-timetable.tsx'
import { traitReader } from '../offers/offer-traits.ts'
import { ResultsBar } from './results-bar.tsx'
import { ResultsLine } from './results-line.tsx'
import { tokensOf } from '../criteria/search-choices.ts'
import type { SearchCriteria } from '../criteria/search-criteria.ts'
import { useAfterPaint } from '../../../ui/use-after-paint.ts'
import type { ReadRoom } from '../list/use-list-room.ts'
import { useOfferFacts } from '../offers/use-offer-facts.ts'
import { useResultsView } from './use-results-view.ts'

interface OfferListProps {
  /** In order of time; at least one. */
  readonly offers: readonly Appointment[]
  /** The room that the offers have on the page. */
  readonly room: ReadRoom
  readonly criteria: SearchCriteria
  readonly moves: Appointment | undefined
  readonly overlaps: (offer: Appointment) => boolean
  readonly chosenKey: string | undefined
  readonly onChoose: (offer: Appointment) => void
}

const noOffers: readonly Appointment[] = []

/** A line that sums up what was found, the earliest offer, and the offers that pass the filter, by day or as a week. */
export const OfferList = memo(function OfferList({ offers, room, criteria, moves, overlaps, chosenKey, onChoose }: OfferListProps) {
  const { t } = useLingui()
  const [view, changeView] = useResultsView()
  const { actors, zoneOf, facts } = useOfferFacts(offers)
  const reader = useMemo(() => traitReader(actors, zoneOf), [actors, zoneOf])
  // Paints the offers first; the choices of the filter follow a moment later.
  const read = useAfterPaint(offers, noOffers)
  const traits = useMemo(() => reader.among(read), [reader, read])
  const { site, person, part } = view
  const shown = useMemo(() => reader.filter(offers, { site, person, part }), [reader, offers, site, person, part])
  const { days, zones } = useMemo(() => offerCalendar(shown, zoneOf), [shown, zoneOf])
  const withZone = zones.size > 1
  const service = useMemo(() => onlyService(offers), [offers])

  const { visitType } = criteria
  const withService = (offer: Appointment) =>
    visitType.length > 0 ? !tokensOf(offer.serviceType).some((token) => visitType.includes(token)) : service === undefined
  const isPresent = (offer: Appointment) => moves !== undefined && isPresentTime(offer, moves)
  // The first offer that doesn't overlap another appointment of the patient, if there is one.
  const first = shown.find((offer) => !isPresent(offer) && !overlaps(offer)) ?? shown.find((offer) => !isPresent(offer))
  const saying = { facts, withZone, withService, overlaps, isPresent, chosenKey, onChoose }

  return (
    <>
      <ResultsLine
        shown={shown.length}
        count={offers.length}
        zones={zones}
        criteria={criteria}
        service={visitType.length === 0 ? service : undefined}
      />
      {first && <FirstAvailable offer={first} facts={facts(first)} overlaps={overlaps(first)} {...{ withZone, onChoose }} />}
      <ResultsBar view={view} traits={traits} onChange={changeView} />
      {shown.length === 0 ? (
        <EmptyState title={t`The filters above hide every offer. Choose “Show all”.`} icon={EventBusy} />
      ) : view.kind === 'list' ? (
        <>
          <OfferTimetable {...{ days, room }} {...saying} />
          {read === offers && <Suspense><WeekLook /></Suspense>}
        </>
      ) : (
        <Suspense fallback={<LoadingRows label={t`Loading the week …`} rows={8} />}>
          <WeekGrid {...{ days, room, zoneOf }} week={view.week} onWeek={(week) => changeView({ week })} {...saying} />
        </Suspense>
      )}
    </>
  )
})

/** The service that all offers are for, '' where they name none; undefined where there are several. */
function onlyService(offers: readonly Appointment[]): string | undefined {
  const [first] = offers
  const service = first && serviceText(first)
  const written = writtenText(first?.serviceType?.[0])
  // Offers whose service is written the same needn't be put into words to compare them.
  const isSame = (offer: Appointment) => (written !== '' && writtenText(offer.serviceType?.[0]) === written) || serviceText(offer) === service
  return offers.every(isSame) ? service : undefined
}
