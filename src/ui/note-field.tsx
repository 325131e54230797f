import TextareaAutosize from '@mui/material/TextareaAutosize'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { Control, described, Field } from './field.tsx'

interface NoteFieldProps {
  /** The field's accessible name. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The most characters allowed. When few are left, their number is shown. Typed text is never cut off. */
  readonly limit?: number
  readonly error?: string | undefined
  readonly hint?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
  /** Lines shown; the field grows with the text up to four times that. */
  readonly lines?: number
}

/** Free text of a few lines. */
export function NoteField(props: NoteFieldProps) {
  const { label, value, onChange, limit, error, hint, required = false, disabled = false, lines = 2 } = props
  const { t } = useLingui()
  const left = limit === undefined ? Number.POSITIVE_INFINITY : limit - value.length
  const isTooLong = left < 0
  const count = isTooLong
    ? t`${plural(-left, { one: '# character too long', other: '# characters too long' })}`
    : left <= 50 ? t`${plural(left, { one: '# character left', other: '# characters left' })}` : undefined
  const id = useId()
  const help = error ?? count ?? hint
  const isInvalid = error !== undefined || isTooLong
  return (
    <Field {...{ id, label, help, isInvalid, disabled }}>
      <Control>
        <TextareaAutosize
          {...{ id, value, required, disabled }}
          {...described(id, help, isInvalid)}
          minRows={lines}
          maxRows={lines * 4}
          onChange={(event) => onChange(event.target.value)}
        />
      </Control>
    </Field>
  )
}
