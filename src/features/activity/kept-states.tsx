import CheckCircle from '@mui/icons-material/CheckCircleOutlined'
import ErrorOutline from '@mui/icons-material/ErrorOutlined'
import RemoveCircle from '@mui/icons-material/RemoveCircleOutlined'
import Schedule from '@mui/icons-material/Schedule'
import Box from '@mui/material/Box'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Activity } from '../../queries/activity.ts'
import type { IconComponent } from '../../ui/icon.ts'
import type { ToneName } from '../../ui/theme/palette.ts'

interface StateLook {
  readonly tone: ToneName
  readonly icon: IconComponent
  readonly word: MessageDescriptor
}

const recordLooks: Record<Activity['record'], StateLook> = {
  'not-asked': { tone: 'cancelled', icon: RemoveCircle, word: msg`not asked for` },
  waiting: { tone: 'pending', icon: Schedule, word: msg`waiting for the EHR` },
  recorded: { tone: 'booked', icon: CheckCircle, word: msg`in the EHR` },
  failed: { tone: 'failed', icon: ErrorOutline, word: msg`refused by the EHR` },
}

const auditLooks: Record<Activity['audit'], StateLook> = {
  off: { tone: 'cancelled', icon: RemoveCircle, word: msg`off` },
  waiting: { tone: 'pending', icon: Schedule, word: msg`waiting` },
  delivered: { tone: 'booked', icon: CheckCircle, word: msg`delivered` },
  'set-aside': { tone: 'failed', icon: ErrorOutline, word: msg`refused, set aside` },
}

/** Whether the EHR and the audit repository have the transaction, and their own words where they refused it. */
export function KeptStates({ activity }: { readonly activity: Activity }) {
  const { t } = useLingui()
  const states = [
    { label: t`Record`, look: recordLooks[activity.record], words: activity.recordWords },
    { label: t`Audit`, look: auditLooks[activity.audit], words: activity.auditWords },
  ]
  return (
    <Box
      component="dl"
      sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: 2, rowGap: 1, m: 0, typography: 'body2' }}
    >
      {states.map(({ label, look: { tone, icon: Icon, word }, words }) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>{label}</Box>
          <Box component="dd" sx={{ m: 0, color: `tone.${tone}.text`, overflowWrap: 'anywhere' }}>
            <Icon aria-hidden sx={{ fontSize: 14, mr: 1, verticalAlign: '-2px' }} />
            {t(word)}
            {words.length > 0 && <Box sx={{ color: 'text.primary' }}>{words.join(' ')}</Box>}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
