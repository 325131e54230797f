import { useId, type Ref } from 'react'
import { Control, described, Field } from './field.tsx'

interface TextFieldProps {
  /** The field's accessible name. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'date'
  /** First and last value that may be chosen. */
  readonly min?: string | undefined
  readonly max?: string | undefined
  /** What is wrong with the value and what to do; shown below the field and tied to it. */
  readonly error?: string | undefined
  readonly hint?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
  readonly name?: string | undefined
  readonly autoComplete?: 'off'
  readonly inputRef?: Ref<HTMLInputElement>
}

/** One line of text. */
export function TextField({ label, error, hint, onChange, inputRef, type = 'text', ...input }: TextFieldProps) {
  const id = useId()
  const help = error ?? hint
  const isInvalid = error !== undefined
  return (
    <Field {...{ id, label, help, isInvalid }} disabled={input.disabled ?? false}>
      <Control>
        <input
          {...input}
          {...described(id, help, isInvalid)}
          id={id}
          ref={inputRef}
          type={type}
          onChange={(event) => onChange(event.target.value)}
        />
      </Control>
    </Field>
  )
}
