import Box from '@mui/material/Box'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { stageWords } from '../../i18n/move-words.ts'
import type { Activity } from '../../queries/activity.ts'
import { useRows } from './activity-rows.ts'
import { askedWords, outcomeLook } from './activity-words.ts'

/**
 * Says what became of the transaction that the user has just acted on. Its row, with the pressed button in it, may have moved
 * within the list or out of it, so the focus comes here.
 */
export function ActivityReport({ activity }: { readonly activity: Activity | undefined }) {
  const line = useRef<HTMLDivElement>(null)
  const id = activity?.entry.id
  useEffect(() => {
    if (id !== undefined) line.current?.focus()
  }, [id])
  return (
    <Box
      ref={line}
      role="status"
      tabIndex={-1}
      sx={{ typography: 'body1', fontWeight: 'fontWeightMedium', '&:empty': { display: 'none' } }}
    >
      {activity && <ReportText activity={activity} />}
    </Box>
  )
}

function ReportText({ activity }: { readonly activity: Activity }) {
  const { t } = useLingui()
  const [row] = useRows([activity])
  const { entry, move, dismissedBecause } = activity
  const asked = [t(askedWords(entry)), row?.facts.when].filter(Boolean).join(', ')
  const outcome = move ? t(stageWords[move.stage].short) : t(outcomeLook(activity).word)
  return <>{dismissedBecause === undefined ? t`${asked}: ${outcome}` : t`Dismissed: ${asked}`}</>
}
