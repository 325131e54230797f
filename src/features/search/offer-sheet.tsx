import { styled } from '@mui/material/styles'
import { dayBarHeight } from './use-day-in-view.ts'

/** What the offers stand on. It says how all in it look, so that each of thousands needs no styles of its own. */
export const OfferSheet = styled('div')(({ theme: { vars, typography } }) => ({
  position: 'relative',
  // What is in view is held where it is by whoever knows which lines come and go.
  overflowAnchor: 'none',
  '.line': { contain: 'layout style' },
  '.apart': { position: 'absolute', insetInline: 0 },
  '.day': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: 12,
    padding: '16px 10px 4px',
    borderBottom: `1px solid ${vars.palette.divider}`,
  },
  // Below the line that the day's name stands on.
  '.line[data-heading]': { paddingBottom: 4 },
  '.day h3': { ...typography.h3, flexGrow: 1 },
  '.day p': { ...typography.body2, color: vars.palette.text.secondary },
  // For the eye only: each offer's name says its day. Without a height of its own it moves nothing.
  '.day-bar': { position: 'sticky', top: 0, zIndex: 1, height: 0 },
  '.day-bar > div': {
    ...typography.h3,
    height: dayBarHeight,
    padding: '7px 10px',
    borderBottom: `1px solid ${vars.palette.divider}`,
    backgroundColor: vars.palette.background.default,
  },
  '.offers': { display: 'grid', columnGap: 4 },
  '.offer': {
    display: 'grid',
    gridTemplateColumns: 'minmax(92px, auto) minmax(0, 1fr)',
    columnGap: 12,
    alignContent: 'start',
    width: '100%',
    minHeight: 48,
    padding: '6px 10px',
    border: '1px solid transparent',
    borderRadius: 4,
    background: 'none',
    color: vars.palette.text.primary,
    fontSize: '0.875rem',
    lineHeight: '18px',
    textAlign: 'start',
    cursor: 'pointer',
  },
  '.offer:hover': { backgroundColor: vars.palette.action.hover, borderColor: vars.palette.outline },
  '.offer:focus-visible': { outlineOffset: -2 },
  '.offer[aria-current="true"]': { backgroundColor: vars.palette.accentSurface, borderColor: vars.palette.primary.main },
  '.offer[aria-disabled="true"]': { cursor: 'default', backgroundColor: 'transparent', borderColor: 'transparent' },
  '.words': { display: 'grid', alignContent: 'start', minWidth: 0, overflowWrap: 'anywhere' },
  '.times': { fontWeight: 650, whiteSpace: 'nowrap' },
  '.fine': { fontSize: '0.75rem', lineHeight: '16px', color: vars.palette.text.secondary },
  '.mark': {
    gridColumn: '1 / -1',
    display: 'flex',
    alignItems: 'center',
    gap: 4,
    fontSize: '0.75rem',
    lineHeight: '16px',
    fontWeight: 550,
    color: vars.palette.tone.pending.text,
  },
  '.mark svg': { fontSize: 14 },
}))
