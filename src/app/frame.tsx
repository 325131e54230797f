import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined'
import Search from '@mui/icons-material/Search'
import { Trans, useLingui } from '@lingui/react/macro'
import Box from '@mui/material/Box'
import { Suspense } from 'react'
import { Outlet } from 'react-router'
import { CurrentPatientBanner } from '../features/patient/current-patient-banner.tsx'
import type { ConfigProblem } from '../config/load-config.ts'
import { useConnection } from '../queries/connection.tsx'
import { useSessionEnded } from '../queries/session-state.ts'
import { LoadingRows } from '../ui/loading-rows.tsx'
import { Notice } from '../ui/notice.tsx'
import { AppShell } from '../ui/shell.tsx'
import { FrameTools } from './frame-tools.tsx'

/** The shell around every screen, with what holds for the whole session said above it. */
export function Frame({ warnings }: { readonly warnings: readonly ConfigProblem[] }) {
  const { t } = useLingui()
  const { durable, session } = useConnection()
  const ended = useSessionEnded()
  const lacking = session.scopes.missing.filter((scope) => /^(user|patient|system)\//.test(scope))
  return (
    <AppShell
      banner={<CurrentPatientBanner />}
      tools={<FrameTools />}
      navigation={[
        { to: '/find', label: t`Find`, icon: Search },
        { to: '/appointments', label: t`Appointments`, icon: CalendarMonth },
      ]}
    >
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)', '&:not(:empty)': { mb: 4 } }}>
        {ended && (
          <Notice tone="error" title={t`Your session has ended.`} live="assertive">
            <Trans>
              Nothing more can be sent. Launch Slotline again from the patient’s chart to go on; what you typed is kept on this
              computer, encrypted.
            </Trans>
          </Notice>
        )}
        {!durable && (
          <Notice tone="warning" title={t`This browser does not let Slotline keep anything.`}>
            <Trans>You can book, but what you type and the outcomes are lost when this page is closed or reloaded.</Trans>
          </Notice>
        )}
        {warnings.length > 0 && (
          <Notice tone="info" title={t`Slotline’s settings hold keys that it does not know.`}>
            <Trans>They have no effect; whoever installed Slotline should correct config.json: {warnings.map(({ path }) => path).join(', ')}</Trans>
          </Notice>
        )}
        {lacking.length > 0 && (
          <Notice tone="info" title={t`This launch grants less than Slotline asked for.`}>
            <Trans>Some actions may be refused. Not granted: {lacking.join(', ')}</Trans>
          </Notice>
        )}
      </Box>
      <Suspense fallback={<LoadingRows label={t`Loading the screen …`} rows={5} />}>
        <Outlet />
      </Suspense>
    </AppShell>
  )
}
