import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import type { Scope } from './appointments-view.ts'

interface ScopeSwitchProps {
  readonly scope: Scope
  /** False leaves "Patient" out. */
  readonly hasPatient: boolean
  readonly onChange: (scope: Scope) => void
}

/** Whose appointments are listed. */
export function ScopeSwitch({ scope, hasPatient, onChange }: ScopeSwitchProps) {
  const { t } = useLingui()
  const id = useId()
  const choices = [
    { value: 'patient', label: t`Patient` },
    { value: 'practitioner', label: t`Practitioner` },
    { value: 'place', label: t`Place` },
  ] as const
  return (
    <FormControl>
      <FormLabel id={id} sx={{ typography: 'subtitle2', color: 'text.primary' }}>{t`Show appointments of`}</FormLabel>
      <RadioGroup
        row
        aria-labelledby={id}
        value={scope}
        onChange={(_event, value) => onChange(choices.find((choice) => choice.value === value)?.value ?? scope)}
      >
        {choices
          .filter(({ value }) => value !== 'patient' || hasPatient)
          .map(({ value, label }) => (
            <FormControlLabel key={value} value={value} label={label} control={<Radio />} />
          ))}
      </RadioGroup>
    </FormControl>
  )
}
