import { useState } from 'react'
import { DateField } from '../../ui/date-field.tsx'
import type { DayKey } from '../../i18n/clinic-time.ts'
import { plausibleDay } from '../../i18n/plausible-day.ts'

interface DayFilterProps {
  readonly label: string
  readonly value: DayKey
  readonly onChange: (day: DayKey) => void
  readonly error?: string | undefined
}

/** A day that filters at once, but not while half of it is typed: what is no day yet stays in the field alone. */
export function DayFilter({ label, value, onChange, error }: DayFilterProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: DayKey }>()
  // A day that came from elsewhere meanwhile, such as another address, goes before what was typed over the former one.
  const text = typed?.over === value ? typed.text : value
  const type = (next: string) => {
    const day = plausibleDay(next)
    setTyped(day === undefined ? { text: next, over: value } : undefined)
    if (day !== undefined && day !== value) onChange(day)
  }
  return <DateField label={label} value={text} onChange={type} error={error} />
}
