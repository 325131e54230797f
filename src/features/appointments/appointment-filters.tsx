import Box from '@mui/material/Box'
import { useLingui } from '@lingui/react/macro'
import { usePatientChoice } from '../../queries/current-patient.tsx'
import { ChoiceField } from '../../ui/choice/choice-field.tsx'
import { statusWord } from '../../ui/status-label.tsx'
import { listedStatuses } from './appointments-view.ts'
import { ActorFilter } from './actor-filter.tsx'
import { DayField } from '../../ui/day-field.tsx'
import { ScopeSwitch } from './scope-switch.tsx'
import type { ViewState } from './use-view.ts'

/** Whose appointments, from when to when, in which states. Each choice takes effect at once. */
export function AppointmentFilters({ view, defaults, change }: Pick<ViewState, 'view' | 'defaults' | 'change'>) {
  const { t } = useLingui()
  const { isFixed } = usePatientChoice()
  const isReversed = view.from > view.to
  return (
    <Box
      component="section"
      aria-label={t`Filters`}
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: {
          xs: 'repeat(2, minmax(0, 1fr))',
          sm: 'minmax(144px, 176px) minmax(144px, 176px) minmax(200px, 400px)',
        },
        alignItems: 'start',
        pb: 4,
        mb: 4,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {!isFixed && (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <ScopeSwitch scope={view.scope} hasPatient={defaults.hasPatient} onChange={(scope) => change({ scope })} />
        </Box>
      )}
      {view.scope === 'patient' ? (
        <>
          <DayField
            label={t`From`}
            value={view.from}
            onChange={(from) => from && change({ from })}
            error={isReversed ? t`The first day must not come after the last one.` : undefined}
          />
          <DayField label={t`To`} value={view.to} onChange={(to) => to && change({ to })} />
        </>
      ) : (
        <>
          <Box sx={{ gridColumn: { xs: '1 / -1', sm: 'span 2' } }}>
            <ActorFilter view={view} onChange={change} />
          </Box>
          <DayField label={t`Day`} value={view.day} onChange={(day) => day && change({ day })} />
        </>
      )}
      <Box sx={{ gridColumn: view.scope === 'patient' ? { xs: '1 / -1', sm: 'auto' } : 'auto' }}>
        <ChoiceField
          multiple
          label={t`Status`}
          placeholder={t`any`}
          options={listedStatuses.map((status) => {
            const word = statusWord(status)
            return { value: status, label: word ? t(word) : status }
          })}
          value={view.status}
          onChange={(chosen) => change({ status: listedStatuses.filter((status) => chosen.includes(status)) })}
        />
      </Box>
    </Box>
  )
}
