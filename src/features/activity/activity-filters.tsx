import Box from '@mui/material/Box'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { zoneName } from '../../i18n/clinic-zone.ts'
import { ChoiceField } from '../../ui/choice/choice-field.tsx'
import { activityKinds } from './activity-view.ts'
import { kindWords } from './activity-words.ts'
import { DayField } from '../../ui/day-field.tsx'
import type { ActivityViewState } from './use-activity-view.ts'

/** The filters of the list. Each choice takes effect at once. */
export function ActivityFilters({ view, zone, change }: ActivityViewState) {
  const { t } = useLingui()
  const id = useId()
  return (
    <Box
      component="section"
      aria-label={t`Filters`}
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'auto minmax(160px, 320px) minmax(144px, 176px)' },
        justifyContent: 'start',
        alignItems: 'start',
        pb: 4,
        mb: 4,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <FormControl>
        <FormLabel id={id} sx={{ typography: 'subtitle2', color: 'text.primary' }}>{t`Show`}</FormLabel>
        <RadioGroup
          row
          aria-labelledby={id}
          value={view.onlyUnresolved ? 'unresolved' : 'all'}
          onChange={(_event, value) => change({ onlyUnresolved: value === 'unresolved' })}
        >
          <FormControlLabel value="all" label={t`All`} control={<Radio />} />
          <FormControlLabel value="unresolved" label={t`Unresolved`} control={<Radio />} />
        </RadioGroup>
      </FormControl>
      <ChoiceField
        multiple
        label={t`Kind`}
        placeholder={t`any`}
        options={activityKinds.map((kind) => ({ value: kind, label: t(kindWords[kind]) }))}
        value={view.kinds}
        onChange={(chosen) => change({ kinds: activityKinds.filter((kind) => chosen.includes(kind)) })}
      />
      <DayField mayBeEmpty label={t`Day`} hint={zoneName(zone)} value={view.day} onChange={(day) => change({ day })} />
    </Box>
  )
}
