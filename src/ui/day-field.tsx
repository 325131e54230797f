import { useState } from 'react'
import type { DayKey } from '../i18n/clinic-time.ts'
import { plausibleDay } from '../i18n/plausible-day.ts'
import { DateField } from './date-field.tsx'

interface DayFieldProps {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly value: DayKey | undefined
  /** Called with undefined where the field is cleared and may be empty. */
  readonly onChange: (day: DayKey | undefined) => void
  readonly mayBeEmpty?: boolean
}

/** A day that filters at once, but not while it is half typed: a text that is no day yet stays in the field only. */
export function DayField({ value, onChange, mayBeEmpty = false, ...field }: DayFieldProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: DayKey | undefined }>()
  // A new day from elsewhere, such as another address, replaces the text that was typed over the former day.
  const text = typed && typed.over === value ? typed.text : (value ?? '')
  const type = (next: string) => {
    const day = plausibleDay(next)
    const isSettled = day !== undefined || (mayBeEmpty && next === '')
    setTyped(isSettled ? undefined : { text: next, over: value })
    if (isSettled && day !== value) onChange(day)
  }
  return <DateField {...field} value={text} onChange={type} />
}
