import { useState } from 'react'
import type { DayKey } from '../../i18n/clinic-time.ts'
import { DateField } from '../../ui/date-field.tsx'
import { plausibleDay } from '../../i18n/plausible-day.ts'

interface DayFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: DayKey | undefined
  /** Called with undefined where the field is cleared. */
  readonly onChange: (day: DayKey | undefined) => void
}

/** A day that filters at once, but not while half of it is typed: what is no day yet stays in the field alone. */
export function DayField({ label, hint, value, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: DayKey | undefined }>()
  const text = typed && typed.over === value ? typed.text : (value ?? '')
  const type = (next: string) => {
    const day = plausibleDay(next)
    const isSettled = next === '' || day !== undefined
    setTyped(isSettled ? undefined : { text: next, over: value })
    if (isSettled && day !== value) onChange(day)
  }
  return <DateField label={label} hint={hint} value={text} onChange={type} />
}
