import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined'
import History from '@mui/icons-material/HistoryOutlined'
import Search from '@mui/icons-material/Search'
import { Trans, useLingui } from '@lingui/react/macro'
import Box from '@mui/material/Box'
import { Suspense, type ReactNode } from 'react'
import { CurrentPatientBanner } from '../features/patient/current-patient-banner.tsx'
import type { ConfigProblem } from '../config/load-config.ts'
import { useConnection } from '../queries/connection.tsx'
import { useCloseWhenReplaced, useClosing, useScopes } from '../queries/session-state.ts'
import { useStorageTrouble } from '../queries/storage-trouble.ts'
import { LoadingRows } from '../ui/loading-rows.tsx'
import { Notice } from '../ui/notice.tsx'
import { AppShell } from '../ui/shell.tsx'
import { ErrorBoundary } from './errors/error-boundary.tsx'
import { FrameTools } from './frame-tools.tsx'
import { IdleTimeout } from './session/idle-timeout.tsx'
import { SessionNotice } from './session/session-notice.tsx'
import { ServerBusyNotice } from './server-busy-notice.tsx'
import { StorageNotice } from './screens.ts'
import { SessionClosed } from './session/session-closed.tsx'
import { StorageWarning } from './storage-warning.tsx'

interface FrameProps {
  /** Settings whose keys are unknown. */
  readonly warnings: readonly ConfigProblem[]
  /** The screen that the address names. */
  readonly children: ReactNode
}

/**
 * The frame around every screen. Once the session is closed, it shows nothing of the session any more. The idle timeout runs outside
 * the error boundary, so that it works even where a screen or the frame failed.
 */
export function Frame({ warnings, children }: FrameProps) {
  const closing = useClosing()
  useCloseWhenReplaced()
  if (closing) return <SessionClosed closing={closing} />
  return (
    <>
      <ErrorBoundary>
        <OpenFrame warnings={warnings}>{children}</OpenFrame>
      </ErrorBoundary>
      <IdleTimeout />
    </>
  )
}

/** The shell, with notices about the whole session above the screen. */
function OpenFrame({ warnings, children }: FrameProps) {
  const { t } = useLingui()
  const { session } = useConnection()
  const storageTrouble = useStorageTrouble()
  const missing = [...new Set([...useScopes().missing, ...session.ehrScopes.missing])]
  const lacking = missing.filter((scope) => /^(user|patient|system)\//.test(scope))
  return (
    <AppShell
      banner={<CurrentPatientBanner />}
      tools={<FrameTools />}
      navigation={[
        { to: '/find', label: t`Find`, icon: Search },
        { to: '/appointments', label: t`Appointments`, icon: CalendarMonth },
        { to: '/activity', label: t`Activity`, icon: History },
      ]}
    >
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)', '&:not(:empty)': { mb: 4 } }}>
        <SessionNotice />
        <ServerBusyNotice />
        {storageTrouble && (
          <Suspense fallback={<StorageWarning />}>
            <StorageNotice trouble={storageTrouble} />
          </Suspense>
        )}
        {warnings.length > 0 && (
          <Notice tone="info" title={t`Slotline’s settings hold keys that it does not know.`}>
            <Trans>They have no effect. Ask your IT department to correct config.json: {warnings.map(({ path }) => path).join(', ')}</Trans>
          </Notice>
        )}
        {lacking.length > 0 && (
          <Notice tone="info" title={t`This launch grants less than Slotline asked for.`}>
            <Trans>If something is refused, ask your IT department. Not granted: {lacking.join(', ')}</Trans>
          </Notice>
        )}
      </Box>
      <Suspense fallback={<LoadingRows label={t`Loading the screen …`} rows={5} />}>
        {children}
      </Suspense>
    </AppShell>
  )
}
