import { styled } from '@mui/material/styles'
import type { ReactNode } from 'react'

interface FieldProps {
  /** The id of the control inside, which the label names. */
  readonly id: string
  /** The control's accessible name. */
  readonly label: string
  /** A hint or an error, shown below. The control refers to it by `helpId(id)`. */
  readonly help?: string | undefined
  readonly isInvalid?: boolean
  readonly disabled?: boolean
  readonly children: ReactNode
}

/** A control with a `<label>` above it and a line of help below. The mark of a required field is hidden from screen readers. */
export function Field({ id, label, help, isInvalid = false, disabled = false, children }: FieldProps) {
  return (
    <Frame data-invalid={isInvalid || undefined} data-disabled={disabled || undefined}>
      <label htmlFor={id}>{label}</label>
      {children}
      {help !== undefined && <p id={helpId(id)}>{help}</p>}
    </Frame>
  )
}

/** The id of the help that belongs to the control with this id. */
export function helpId(id: string): string {
  return `${id}-help`
}

/** The ARIA attributes by which a control refers to its help and says whether it is invalid. */
export function described(id: string, help: string | undefined, isInvalid: boolean) {
  return { 'aria-describedby': help === undefined ? undefined : helpId(id), 'aria-invalid': isInvalid }
}

const touch = '@media (pointer: coarse)'

const Frame = styled('div')(({ theme: { vars } }) => ({
  minWidth: 0,
  width: '100%',
  '& > label': {
    display: 'block',
    width: 'fit-content',
    marginBottom: 4,
    fontSize: '0.8125rem',
    lineHeight: '20px',
    fontWeight: 500,
  },
  // The empty alternative keeps the mark out of the field's name, which is only the label's text.
  '&:has(:required, [aria-required="true"]) > label::after': {
    content: '"*" / ""',
    marginInlineStart: 3,
    color: vars.palette.tone.failed.text,
  },
  '& > p': { marginTop: 4, fontSize: '0.75rem', lineHeight: '16px', color: vars.palette.text.secondary },
  '&[data-invalid] > p': { color: vars.palette.error.main },
  '&[data-disabled] > label': { color: vars.palette.text.secondary },
}))

/** The box around an input. */
export const Control = styled('div')(({ theme: { vars, shape, typography } }) => ({
  ...typography.body1,
  position: 'relative',
  display: 'flex',
  alignItems: 'center',
  minHeight: 36,
  border: `1px solid ${vars.palette.outline}`,
  borderRadius: shape.borderRadius,
  backgroundColor: vars.palette.background.paper,
  cursor: 'text',
  '&:hover': { borderColor: vars.palette.text.primary },
  '&:focus-within': { outline: `2px solid ${vars.palette.primary.main}`, outlineOffset: -2 },
  '[data-invalid] > &': { borderColor: vars.palette.error.main, outlineColor: vars.palette.error.main },
  '[data-disabled] > &': {
    borderColor: vars.palette.divider,
    color: vars.palette.text.disabled,
    backgroundColor: vars.palette.background.default,
  },
  '& input, & textarea': {
    boxSizing: 'border-box',
    flex: '1 1 auto',
    minWidth: 0,
    width: '100%',
    margin: 0,
    padding: '7px 9px',
    border: 0,
    font: 'inherit',
    lineHeight: '20px',
    letterSpacing: 'inherit',
    color: 'inherit',
    background: 'none',
    '&, &:focus-visible': { outline: 'none' },
    '&::placeholder': { opacity: 1, color: vars.palette.text.secondary },
  },
  '& textarea': { display: 'block', resize: 'none' },
  [touch]: { minHeight: 44, fontSize: '1rem' },
}))
