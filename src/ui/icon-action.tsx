import ButtonBase, { type ButtonBaseProps } from '@mui/material/ButtonBase'
import { styled } from '@mui/material/styles'

interface IconActionProps extends Omit<ButtonBaseProps, 'aria-label' | 'title'> {
  /** The button's name, shown below it while the pointer is over it or it has the focus. */
  readonly label: string
}

/** A button that is an icon. */
export function IconAction({ label, ...rest }: IconActionProps) {
  return <Labelled aria-label={label} {...rest} />
}

const Labelled = styled(ButtonBase)(({ theme: { vars, shape, zIndex } }) => ({
  position: 'relative',
  width: 32,
  height: 32,
  borderRadius: shape.borderRadius,
  fontSize: 20,
  color: vars.palette.text.secondary,
  '&:hover': { backgroundColor: vars.palette.action.hover, color: vars.palette.text.primary },
  '@media (pointer: coarse)': { width: 40, height: 40 },
  // Screen readers read the button's name; the empty alternative keeps this text from being read a second time.
  '&::after': {
    content: 'attr(aria-label) / ""',
    position: 'absolute',
    zIndex: zIndex.tooltip,
    insetBlockStart: 'calc(100% + 6px)',
    insetInlineEnd: 0,
    padding: '5px 8px',
    borderRadius: 4,
    fontSize: '0.75rem',
    fontWeight: 500,
    lineHeight: '16px',
    whiteSpace: 'nowrap',
    color: vars.palette.background.paper,
    backgroundColor: vars.palette.text.primary,
    pointerEvents: 'none',
    opacity: 0,
    visibility: 'hidden',
    transition: 'opacity 120ms, visibility 120ms',
  },
  '&:hover::after, &:focus-visible::after': { opacity: 1, visibility: 'visible', transitionDelay: '400ms' },
  '&[aria-expanded="true"]::after': { visibility: 'hidden' },
  '@media (hover: none)': { '&:hover:not(:focus-visible)::after': { visibility: 'hidden' } },
}))
