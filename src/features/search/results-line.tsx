import Box from '@mui/material/Box'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { viewerDifference, viewerTimeZone, zoneName } from '../../i18n/clinic-zone.ts'
import { rangeText } from './criteria-words.ts'
import type { OfferCell } from './offer-rows.ts'
import type { SearchCriteria } from './search-criteria.ts'

interface ResultsLineProps {
  readonly cells: readonly OfferCell[]
  readonly criteria: SearchCriteria
  /** The one service that all offers are for, where nobody asked for it. */
  readonly service: string | undefined
}

/** "47 offers · Mon 23 Nov – Fri 4 Dec · Chicago time (you: +7 h)" */
export function ResultsLine({ cells, criteria, service }: ResultsLineProps) {
  const { t } = useLingui()
  const count = t`${plural(cells.length, { one: '# offer', other: '# offers' })}`
  const parts = [rangeText(criteria), service, ...zonesOf(cells)].filter(Boolean)
  return (
    <Box component="p" sx={{ typography: 'body1', color: 'text.secondary' }}>
      <Box component="strong" sx={{ color: 'text.primary', fontWeight: 'fontWeightBold' }}>
        {count}
      </Box>
      {parts.map((part) => ` · ${part}`)}
    </Box>
  )
}

/** Each zone of the list once, with the viewer's distance where the clocks differ at its first offer. */
function zonesOf(cells: readonly OfferCell[]): string[] {
  const first = new Map<string, OfferCell>()
  for (const cell of cells) if (!first.has(cell.clock.zone)) first.set(cell.clock.zone, cell)
  return [...first].map(([zone, { clock }]) => {
    const difference = viewerDifference(zone, clock.start, viewerTimeZone())
    return difference ? `${zoneName(zone)} (${difference})` : zoneName(zone)
  })
}
