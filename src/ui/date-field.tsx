import { TextField } from './text-field.tsx'

interface DateFieldProps {
  /** The field's accessible name. */
  readonly label: string
  /** `YYYY-MM-DD`, or empty. */
  readonly value: string
  /** Called with `YYYY-MM-DD`; with an empty text where the day is cleared or incomplete. */
  readonly onChange: (value: string) => void
  /** First and last day that may be chosen, as `YYYY-MM-DD`. */
  readonly min?: string | undefined
  readonly max?: string | undefined
  /** What is wrong with the value and what to do; shown below the field and tied to it. */
  readonly error?: string | undefined
  readonly hint?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
  readonly name?: string
}

/** A day, in the browser's own date input, which users know and which works by keyboard and with screen readers. */
export function DateField(props: DateFieldProps) {
  return <TextField {...props} type="date" />
}
