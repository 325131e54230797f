import { wordsOf } from '../../fhir/issues.ts'
import Box from '@mui/material/Box'
import { Trans, useLingui } from '@lingui/react/macro'
import { stageWords } from '../../i18n/move-words.ts'
import type { Activity } from '../../queries/activity.ts'
import { ServerWords } from '../../ui/server-words.tsx'
import { ToneLabel } from '../../ui/tone-label.tsx'
import { outcomeLook } from './activity-words.ts'

/** The outcome, what it means, and the server's own words. */
export function OutcomeState({ activity }: { readonly activity: Activity }) {
  const { t } = useLingui()
  const { conclusion, move, dismissedBecause, isElsewhere, entry } = activity
  const { tone, icon, word, meaning } = outcomeLook(activity)
  const host = hostOf(entry.server)
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      <ToneLabel tone={tone} icon={icon}>{t(word)}</ToneLabel>
      {meaning && <Box sx={{ typography: 'body2', mt: 1 }}>{t(meaning)}</Box>}
      {move && <Box sx={{ typography: 'body2', mt: 1 }}>{t(stageWords[move.stage].short)}</Box>}
      {isElsewhere && conclusion.kind === 'unknown' && (
        <Box sx={{ typography: 'body2', mt: 1 }}>
          <Trans>It was sent to {host}. Only a session there can ask about it: launch Slotline from there.</Trans>
        </Box>
      )}
      {dismissedBecause !== undefined && (
        <Box sx={{ typography: 'body2', mt: 1, color: 'text.secondary' }}>
          <Trans>Dismissed: {dismissedBecause}</Trans>
        </Box>
      )}
      <ServerWords words={wordsOf(conclusion.issues)} />
    </Box>
  )
}

function hostOf(base: string): string {
  return URL.canParse(base) ? new URL(base).host : base
}
