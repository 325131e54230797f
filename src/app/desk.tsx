import Box from '@mui/material/Box'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useTheme } from '@mui/material/styles'
import { useLingui } from '@lingui/react/macro'
import { Suspense, type ReactNode } from 'react'
import { Route, useRoute } from 'wouter'
import { UnfinishedDraft } from '../features/booking/unfinished-draft.tsx'
import { LoadingRows } from '../ui/loading-rows.tsx'
import { SearchScreen } from '../features/search/search-screen.tsx'

/** The booking column. It stays in view, and scrolls by itself where it is higher than the window. */
const beside = {
  position: 'sticky',
  top: 16,
  maxHeight: 'calc(100dvh - 32px)',
  overflowY: 'auto',
  pl: 6,
  // Room for focus outlines.
  pr: 1,
  pb: 1,
  borderLeft: 1,
  borderColor: 'divider',
} as const

interface DeskProps {
  /** The screen at `/book/[draft]`. */
  readonly children: ReactNode
}

/** The search and, where there is room, the booking beside it, so that results stay in view while the user types. */
export function Desk({ children }: DeskProps) {
  const { t } = useLingui()
  const hasRoom = useMediaQuery(useTheme().breakpoints.up('lg'), { noSsr: true })
  const [isBooking, booking] = useRoute('/book/:draftId')
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: isBooking && hasRoom ? 'minmax(0, 1fr) 380px' : 'minmax(0, 1fr)',
        gap: 6,
        alignItems: 'start',
      }}
    >
      {(!isBooking || hasRoom) && (
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {!isBooking && <UnfinishedDraft />}
          <SearchScreen />
        </Box>
      )}
      {isBooking && (
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)', ...(hasRoom && beside) }}>
          <UnfinishedDraft beside={booking.draftId} />
          <Suspense fallback={<LoadingRows label={t`Loading the screen …`} rows={5} />}>
            <Route path="/book/:draftId">{children}</Route>
          </Suspense>
        </Box>
      )}
    </Box>
  )
}
