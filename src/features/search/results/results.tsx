import EventBusy from '@mui/icons-material/EventBusy'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Suspense, useId, type RefObject } from 'react'
import type { Appointment } from '../../../fhir/types.ts'
import type { useOffers } from '../../../queries/offers.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { LoadingRows } from '../../../ui/loading-rows.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { NoOffers } from './lazy-no-offers.tsx'
import { OfferList } from './offer-list.tsx'
import { PagingProgress } from './paging-progress.tsx'
import type { SearchChoices } from '../criteria/search-choices.ts'
import type { SearchCriteria } from '../criteria/search-criteria.ts'
import { SearchFailure } from './search-failure.tsx'
import { ServerRemarks } from './server-remarks.tsx'
import { useListRoom } from '../list/use-list-room.ts'

interface ResultsProps {
  /** Takes the focus after a search that was started from within the region. */
  readonly headingRef: RefObject<HTMLHeadingElement | null>
  readonly query: ReturnType<typeof useOffers>
  readonly criteria: SearchCriteria
  readonly choices: SearchChoices
  readonly moves: Appointment | undefined
  readonly overlaps: (offer: Appointment) => boolean
  /** Whether the patient's other appointments couldn't be read. */
  readonly overlapsUnknown: boolean
  /** False where the days make no range. */
  readonly wasAsked: boolean
  readonly stopped: boolean
  readonly onStop: (stop: boolean) => void
  readonly onAgain: () => void
  readonly onSearch: (criteria: SearchCriteria) => void
  readonly chosenKey: string | undefined
  readonly onChoose: (offer: Appointment) => void
}

/** The region "Available appointments". Loading, nothing found and failed never look alike. */
export function Results(props: ResultsProps) {
  const { headingRef, query, criteria, choices, stopped, wasAsked, onSearch } = props
  const { moves, overlaps, chosenKey, onChoose } = props
  const { t } = useLingui()
  const title = useId()
  const { ref, room } = useListRoom()
  const { data, error } = query
  const offers = data?.appointments ?? []
  const hasMore = query.hasNextPage && !error
  const announced =
    data && !hasMore && !error
      ? t`${plural(offers.length, { 0: 'No offers', one: '# offer found', other: '# offers found' })}`
      : ''

  return (
    <Box
      component="section"
      ref={ref}
      aria-labelledby={title}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2, minWidth: 0 }}
    >
      <Box
        sx={{
          display: 'flex',
          // The progress may wrap onto its own line only once the user has stopped it: what comes and goes by itself must move nothing.
          flexWrap: stopped ? 'wrap' : 'nowrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          columnGap: 4,
          minHeight: 28,
        }}
      >
        <Typography variant="h2" id={title} ref={headingRef} tabIndex={-1} sx={{ flexShrink: 0 }}>
          <Trans>Available appointments</Trans>
        </Typography>
        {data && hasMore && (
          <PagingProgress
            count={offers.length}
            stopped={stopped}
            onStop={() => props.onStop(true)}
            onResume={() => props.onStop(false)}
          />
        )}
      </Box>
      <VisuallyHidden role="status">{announced}</VisuallyHidden>
      {!wasAsked && (
        <EmptyState title={t`Nothing was searched for.`} icon={EventBusy}>
          <Trans>The days asked for can’t be searched. Correct them and search again.</Trans>
        </EmptyState>
      )}
      {wasAsked && !data && !error && !query.isPaused && <LoadingRows label={t`Looking for free appointments …`} rows={8} />}
      {wasAsked && !data && query.isPaused && (
        <Notice tone="warning" title={t`There is no network connection.`} live="polite">
          <Trans>Nothing was asked yet. The search begins by itself when the connection is back.</Trans>
        </Notice>
      )}
      {error && (
        <SearchFailure
          error={error}
          criteria={criteria}
          hasOffers={data !== undefined}
          onRetry={data ? () => void query.fetchNextPage() : props.onAgain}
          onSearch={onSearch}
        />
      )}
      {data && <ServerRemarks {...data} />}
      {offers.length > 0 && props.overlapsUnknown && (
        <Typography variant="body2" color="text.secondary">
          <Trans>The patient’s other appointments could not be read: offers that overlap them are not marked.</Trans>
        </Typography>
      )}
      {offers.length > 0 && <OfferList {...{ offers, room, criteria, moves, overlaps, chosenKey, onChoose }} />}
      {data && offers.length === 0 && !hasMore && !error && (
        <Suspense>
          <NoOffers criteria={criteria} choices={choices} onSearch={onSearch} />
        </Suspense>
      )}
    </Box>
  )
}
