import Box from '@mui/material/Box'
import { useLingui } from '@lingui/react/macro'
import { useState, type FocusEvent, type SyntheticEvent } from 'react'
import { ChoiceField } from '../../../ui/choice/choice-field.tsx'
import { matchingOptions, type ChoiceOption } from '../../../ui/choice/choice-option.ts'

interface PickFieldProps {
  /** The combobox's accessible name. */
  readonly label: string
  readonly options: readonly ChoiceOption[]
  /** In order of preference. */
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
  /** The option for a typed text that isn't in the list, such as a code with its system. */
  readonly optionOf?: (text: string) => ChoiceOption | undefined
  readonly loading?: boolean
  /** Says what it means that nothing is chosen. */
  readonly placeholder: string
  readonly hint?: string | undefined
}

/**
 * A criterion of several values. A typed text becomes a value when the field loses focus, if it means exactly one option; if not,
 * the field says so: nothing typed vanishes in silence.
 */
export function PickField({ label, options, value, onChange, optionOf, loading = false, placeholder, hint }: PickFieldProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [missed, setMissed] = useState('')

  const text = typed.trim()
  const listed = options.find((option) => option.label.toLocaleLowerCase() === text.toLocaleLowerCase())
  const own = text === '' || listed ? undefined : optionOf?.(text)
  const change = (next: string[]) => {
    setTyped('')
    setMissed('')
    onChange(next)
  }
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (text === '' || currentTarget.contains(relatedTarget)) return
    const fitting = matchingOptions(options, text)
    const meant = listed ?? own ?? (fitting.length === 1 ? fitting[0] : undefined)
    if (meant) {
      change([...new Set([...value, meant.value])])
    } else {
      setTyped('')
      setMissed(text)
    }
  }
  const notePart = ({ target }: SyntheticEvent) => {
    if (target instanceof HTMLInputElement) setTyped(target.value)
  }

  return (
    <Box onInput={notePart} onBlur={leave}>
      <ChoiceField
        multiple
        ordered
        closeOnSelect
        label={label}
        options={own ? [...options, own] : options}
        value={value}
        onChange={change}
        loading={loading}
        placeholder={placeholder}
        emptyText={optionOf ? t`Not in the list. A code can be typed as system|code.` : t`Not in the list.`}
        hint={hint}
        error={missed === '' ? undefined : t`“${missed}” is not in the list and was left out. Choose from the list.`}
      />
    </Box>
  )
}
