import History from '@mui/icons-material/HistoryOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useActivity } from '../../queries/activity.ts'
import { useIsOnline } from '../../queries/online.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActivityGroups } from './activity-groups.tsx'
import { ActivityReport } from './activity-report.tsx'
import type { ActivityRow } from './activity-rows.ts'
import { isFiltered, shownIn } from './activity-view.ts'
import { DismissDialog } from './dismiss-dialog.tsx'
import type { Step } from './next-steps.tsx'
import type { ActivityViewState } from './use-activity-view.ts'
import { WayOutDialog } from './way-out-dialog.tsx'

/** The journal's transactions that pass the filters. Loading, failing and empty never look alike. */
export function ActivityResults({ view, zone, change }: ActivityViewState) {
  const { t } = useLingui()
  const { data: activities, isPending, refetch } = useActivity()
  const isOnline = useIsOnline()
  const [open, setOpen] = useState<{ readonly row: ActivityRow; readonly step: Step }>()
  const [actedOn, setActedOn] = useState<string>()
  if (isPending) return <LoadingRows label={t`Loading what you did …`} />
  if (!activities) {
    return (
      <Notice
        tone="error"
        live="assertive"
        title={t`What you did could not be read from this browser.`}
        actions={<Button onClick={() => void refetch()}><Trans>Try again</Trans></Button>}
      >
        <Trans>That does not mean that nothing was done. Look at the patients’ appointments.</Trans>
      </Notice>
    )
  }
  const shown = shownIn(view, activities, zone)
  const settle = () => {
    setActedOn(open?.row.activity.entry.id)
    setOpen(undefined)
  }
  return (
    <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {!isOnline && (
        <Notice tone="info" title={t`You are offline.`} live="polite">
          <Trans>This list needs no network. Open outcomes are asked about when the connection returns.</Trans>
        </Notice>
      )}
      <ActivityReport activity={activities.find(({ entry, isUnresolved }) => entry.id === actedOn && !isUnresolved)} />
      {shown.length > 0 ? (
        <ActivityGroups
          activities={shown}
          zone={zone}
          onStep={(row, step) => setOpen({ row, step })}
          onCheck={({ activity }) => setActedOn(activity.entry.id)}
        />
      ) : isFiltered(view) ? (
        <EmptyState
          live
          icon={History}
          title={view.onlyUnresolved ? t`Nothing unresolved fits these filters.` : t`Nothing you did fits these filters.`}
          actions={
            <Button onClick={() => change({ onlyUnresolved: false, kinds: [], day: undefined })}><Trans>Show all</Trans></Button>
          }
        />
      ) : (
        <EmptyState icon={History} title={t`Nothing has been sent yet.`}>
          <Trans>Each booking, change, cancellation and hold will stand here with its outcome.</Trans>
        </EmptyState>
      )}
      {open?.step === 'dismiss' && <DismissDialog row={open.row} onClose={() => setOpen(undefined)} onDismissed={settle} />}
      {open && open.step !== 'dismiss' && (
        <WayOutDialog row={open.row} way={open.step} onClose={() => setOpen(undefined)} onSettled={settle} />
      )}
    </Box>
  )
}
