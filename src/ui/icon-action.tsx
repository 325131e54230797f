import IconButton, { type IconButtonProps } from '@mui/material/IconButton'
import { styled } from '@mui/material/styles'

interface IconActionProps extends Omit<IconButtonProps, 'aria-label' | 'title'> {
  /** The button's name, shown below it while it is pointed at or has the focus. */
  readonly label: string
}

/** A button that is an icon. */
export function IconAction({ label, ...rest }: IconActionProps) {
  return <Labelled aria-label={label} {...rest} />
}

const Labelled = styled(IconButton)(({ theme: { vars, zIndex } }) => ({
  position: 'relative',
  // For the eye only: what is read out is the button's name, and the empty alternative adds nothing to it.
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
