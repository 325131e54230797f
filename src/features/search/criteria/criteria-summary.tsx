import Tune from '@mui/icons-material/Tune'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { rangeText, valueLabels } from './criteria-words.ts'
import type { SearchChoices } from './search-choices.ts'
import { listKinds, type SearchCriteria } from './search-criteria.ts'

interface CriteriaSummaryProps {
  readonly criteria: SearchCriteria
  readonly choices: SearchChoices
  readonly onChange: () => void
}

/** The criteria in one line, for where the form would push the results off the screen: "Mon 23 Nov – Fri 4 Dec · Cardiology". */
export function CriteriaSummary({ criteria, choices, onChange }: CriteriaSummaryProps) {
  const { t } = useLingui()
  const chosen = listKinds.flatMap((kind) => valueLabels(kind, criteria, choices).slice(0, 2))
  const parts = [rangeText(criteria), ...chosen, ...(criteria.practitioner.length === 0 ? [t`any practitioner`] : [])]
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'space-between',
        gap: 3,
        px: 3,
        py: 2,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
      }}
    >
      <Box component="p" sx={{ typography: 'body1', minWidth: 0 }}>
        {parts.join(' · ')}
      </Box>
      <Button size="small" startIcon={<Tune />} onClick={onChange} sx={{ flexShrink: 0 }}>
        <Trans>Change criteria</Trans>
      </Button>
    </Box>
  )
}
