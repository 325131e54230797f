import Box from '@mui/material/Box'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useTheme } from '@mui/material/styles'
import { useLingui } from '@lingui/react/macro'
import { Suspense } from 'react'
import { Outlet, useMatch } from 'react-router'
import { UnfinishedDraft } from '../features/booking/unfinished-draft.tsx'
import { LoadingRows } from '../ui/loading-rows.tsx'
import { SearchScreen } from '../features/search/search-screen.tsx'

/** The search and, beside it where there is room, the chosen time: results stay in view while a booking is typed. */
export function Desk() {
  const { t } = useLingui()
  const hasRoom = useMediaQuery(useTheme().breakpoints.up('lg'), { noSsr: true })
  const isBooking = useMatch('/book/:draftId') !== null
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
        <Box sx={hasRoom ? { position: 'sticky', top: 16, pl: 6, borderLeft: 1, borderColor: 'divider' } : {}}>
          <Suspense fallback={<LoadingRows label={t`Loading the screen …`} rows={5} />}>
            <Outlet />
          </Suspense>
        </Box>
      )}
    </Box>
  )
}
