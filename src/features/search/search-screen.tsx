import Box from '@mui/material/Box'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useTheme } from '@mui/material/styles'
import { useLingui } from '@lingui/react/macro'
import { Suspense, useRef, useState, type ReactNode } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { useOffers } from '../../queries/offers.ts'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { CriteriaForm } from './criteria/criteria-form.tsx'
import { CriteriaSummary } from './criteria/criteria-summary.tsx'
import { MovingBanner } from './moving/lazy-moving-banner.tsx'
import { Results } from './results/results.tsx'
import { SearchHeading } from './search-heading.tsx'
import type { SearchCriteria } from './criteria/search-criteria.ts'
import { useChooseOffer } from './use-choose-offer.ts'
import { useLatestCallback } from '../../ui/use-latest-callback.ts'
import { useMovedAppointment } from './moving/use-moved-appointment.ts'
import { usePatientTimes } from './use-patient-times.ts'
import { useSearch } from './use-search.ts'
import { useSearchChoices } from './use-search-choices.ts'

const noOffers: readonly Appointment[] = []

/** `/find`, and beside `/book/[draft]` where there is room: criteria and offers. All criteria are in the address. */
export function SearchScreen() {
  const { t } = useLingui()
  const search = useSearch()
  const { criteria, find, number, today, reasonInWords } = search
  const moved = useMovedAppointment(criteria.moves)
  const moves = moved.kind === 'ready' ? moved.appointment : undefined
  const maySearch = moved.kind === 'none' || moved.kind === 'ready'

  const [stoppedSearch, setStoppedSearch] = useState<number>()
  const stopped = stoppedSearch === number
  const offers = useOffers(maySearch ? find : undefined, number, stopped)
  const choosing = useChooseOffer(search, moves)
  const times = usePatientTimes(search, choosing.chosenId, moves?.id)
  const { choices, directory, loading } = useSearchChoices(offers.data?.appointments ?? noOffers, times.appointments)

  const isNarrow = useMediaQuery(useTheme().breakpoints.down('md'), { noSsr: true })
  const [isEditing, setEditing] = useState(false)
  const isFolded = isNarrow && !isEditing && find !== undefined
  const heading = useRef<HTMLHeadingElement>(null)
  const searchFor = (next: SearchCriteria, reason?: string) => {
    setEditing(false)
    search.run(next, reason)
  }
  const searchFromForm = useLatestCallback((next: SearchCriteria, reason: string) => {
    searchFor(next, reason)
    if (isNarrow) heading.current?.focus()
  })
  // The pressed button is gone when the answer comes, so the region's heading takes the focus.
  const searchFromResults = (next: SearchCriteria) => {
    searchFor(next)
    heading.current?.focus()
  }
  const choose = useLatestCallback(choosing.choose)

  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
      <SearchHeading />
      {criteria.moves !== undefined && (
        <Suspense fallback={<LoadingRows label={t`Loading the appointment to be moved …`} rows={1} />}>
          <MovingBanner id={criteria.moves} moved={moved} />
        </Suspense>
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '296px minmax(0, 1fr)' },
          columnGap: 8,
          rowGap: 3,
          alignItems: 'start',
        }}
      >
        <Rail>
          {isFolded && <CriteriaSummary criteria={criteria} choices={choices} onChange={() => setEditing(true)} />}
          <CriteriaForm
            {...{ criteria, reasonInWords, choices, directory, loading, today }}
            hidden={isFolded}
            isEditing={isEditing}
            onSearch={searchFromForm}
          />
        </Rail>
        {maySearch && (
          <Results
            headingRef={heading}
            query={offers}
            wasAsked={find !== undefined}
            overlapsUnknown={times.isUnknown}
            stopped={stopped}
            onStop={(stop) => setStoppedSearch(stop ? number : undefined)}
            onAgain={search.again}
            onSearch={searchFromResults}
            chosenKey={choosing.chosenKey}
            onChoose={choose}
            overlaps={times.overlaps}
            {...{ criteria, choices, moves }}
          />
        )}
      </Box>
    </Box>
  )
}

/** The column beside the results. It stays in view while they scroll, and scrolls by itself where it is higher than the window. */
function Rail({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      sx={{
        minWidth: 0,
        position: { md: 'sticky' },
        top: 0,
        maxHeight: { md: '100dvh' },
        overflowY: { md: 'auto' },
        scrollbarWidth: 'thin',
        py: { md: 2 },
        px: { md: 1 },
        mx: { md: -1 },
        my: { md: -2 },
      }}
    >
      {children}
    </Box>
  )
}
