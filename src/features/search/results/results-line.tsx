import Box from '@mui/material/Box'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { viewerDifference, viewerTimeZone, zoneName, type Zone } from '../../../i18n/clinic-zone.ts'
import { rangeText } from '../criteria/criteria-words.ts'
import type { SearchCriteria } from '../criteria/search-criteria.ts'

interface ResultsLineProps {
  /** How many of the `count` offers found are shown. */
  readonly shown: number
  readonly count: number
  /** The offers' zones, each with the start of its first offer in epoch milliseconds. */
  readonly zones: ReadonlyMap<Zone, number>
  readonly criteria: SearchCriteria
  /** The service that all offers are for, unless the search asked for it. */
  readonly service: string | undefined
}

/** "47 offers · Mon 23 Nov – Fri 4 Dec · Chicago time (you: +7 h)" */
export const ResultsLine = memo(function ResultsLine({ shown, count, zones, criteria, service }: ResultsLineProps) {
  const { t } = useLingui()
  const found = t`${plural(count, { one: '# offer', other: '# offers' })}`
  const offers = shown < count ? t`${shown} of ${found} shown` : found
  const parts = [rangeText(criteria), service, ...zonesOf(zones)].filter(Boolean)
  return (
    <Box component="p" sx={{ typography: 'body1', color: 'text.secondary' }}>
      <Box component="strong" aria-live="polite" sx={{ color: 'text.primary', fontWeight: 'fontWeightBold' }}>
        {offers}
      </Box>
      {parts.map((part) => ` · ${part}`)}
    </Box>
  )
})

/** Each zone once, with the viewer's difference from it if the clocks differ at its first offer. */
function zonesOf(zones: ReadonlyMap<Zone, number>): string[] {
  return [...zones].map(([zone, start]) => {
    const difference = viewerDifference(zone, Temporal.Instant.fromEpochMilliseconds(start), viewerTimeZone())
    return difference ? `${zoneName(zone)} (${difference})` : zoneName(zone)
  })
}
