import { styled } from '@mui/material/styles'
import { optionFor } from './choice-option.ts'
import type { ChoiceFieldProps } from './choice-props.ts'
import { Control } from '../field.tsx'

/** How many of its choices a field without focus shows. */
export const shownChoices = 3

/** The box of a choice field: the choices, the input, and room for the buttons at its end. */
export const ChoiceControl = styled(Control)(({ theme: { vars } }) => ({
  flexWrap: 'wrap',
  gap: 4,
  '&&&&': { padding: '4px 32px 4px 7px', '&[data-chosen]': { paddingInlineEnd: 60 } },
  '& input': {
    flexBasis: 0,
    width: 0,
    minWidth: 24,
    padding: '3px 2px',
    textOverflow: 'ellipsis',
  },
  // The input may take a line of its own below the choices only while it has the focus.
  '&:not(:focus-within) > [data-label] ~ input': { flexGrow: 0, width: 0, minWidth: 0, padding: 0 },
  // The box draws the arrow, so that it is there from the first moment; the button over it comes with the list.
  '&::after': {
    content: '""',
    position: 'absolute',
    insetInlineEnd: 13,
    top: 'calc(50% - 2px)',
    border: '5px solid transparent',
    borderBlockEnd: 0,
    borderBlockStartColor: vars.palette.text.secondary,
    pointerEvents: 'none',
  },
  '&:has([aria-expanded="true"])::after': { transform: 'rotate(180deg)' },
}))

const Label = styled('span')(({ theme: { vars } }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 2,
  minWidth: 0,
  maxWidth: '100%',
  height: 24,
  paddingInline: '8px 4px',
  border: `1px solid ${vars.palette.outline}`,
  borderRadius: 4,
  fontSize: '0.8125rem',
  '&:focus-visible': { outlineOffset: 0 },
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& > svg': {
    flexShrink: 0,
    width: 16,
    height: 16,
    padding: 3,
    boxSizing: 'content-box',
    margin: -3,
    cursor: 'pointer',
    color: vars.palette.text.secondary,
    '&:hover': { color: vars.palette.text.primary },
  },
}))

interface ChosenLabelProps extends React.HTMLAttributes<HTMLSpanElement> {
  readonly children: string
  /** Removes the choice; absent until the list is there. */
  readonly onDelete?: (event: React.MouseEvent) => void
}

/** One of the choices, with a cross to remove it by pointer. By keyboard, Backspace does that. */
export function ChosenLabel({ children, onDelete, ...rest }: ChosenLabelProps) {
  return (
    <Label data-label {...rest}>
      <span>{children}</span>
      <svg viewBox="0 0 16 16" aria-hidden onClick={onDelete}>
        <path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
    </Label>
  )
}

/** The labels that a field without focus shows for several choices: the first few, and how many more there are. */
export function shownLabels(props: ChoiceFieldProps): string[] {
  if (!props.multiple) return []
  const { value, options, limitTags = shownChoices } = props
  const labels = value.map((one, index) => labelOf(props, optionFor(options, one).label, index))
  return value.length > limitTags ? [...labels.slice(0, limitTags), `+${value.length - limitTags}`] : labels
}

/** The choice's label, numbered where the order matters and there are several choices. */
export function labelOf({ ordered = false, value }: { ordered?: boolean; value: readonly string[] }, label: string, index: number): string {
  return ordered && value.length > 1 ? `${index + 1}. ${label}` : label
}
