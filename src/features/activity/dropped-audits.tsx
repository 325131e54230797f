import Box from '@mui/material/Box'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useDroppedAudits } from '../../queries/activity.ts'
import { Notice } from '../../ui/notice.tsx'

/** How many audit messages were dropped. A search isn't in the journal, so nothing else here says that its message was lost. */
export function DroppedAudits() {
  const { t } = useLingui()
  const count = useDroppedAudits()
  if (count === 0) return null
  return (
    <Box sx={{ mb: 4 }}>
      <Notice tone="warning" title={t`${plural(count, { one: '# audit message was dropped.', other: '# audit messages were dropped.' })}`}>
        <Trans>
          The audit repository took none for so long that there was no room for more, and it will never get these. Appointments are
          not affected. Please tell your IT department: the scheduling server’s own audit trail may have what is missing.
        </Trans>
      </Notice>
    </Box>
  )
}
