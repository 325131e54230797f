import type { ThemeComponents } from './baseline.ts'

/** Surfaces are flat, with hairlines. Only a dialog, which lies above the page, has a shadow, a soft one. */
export const surfaces: ThemeComponents = {
  MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { boxShadow: 'none', backgroundImage: 'none' } } },
  MuiPopover: { styleOverrides: { paper: ({ theme: { vars } }) => ({ border: `1px solid ${vars.palette.outline}` }) } },
  MuiMenu: { styleOverrides: { list: { padding: 4 } } },
  MuiMenuItem: {
    styleOverrides: {
      root: ({ theme: { vars } }) => ({
        minHeight: 32,
        padding: '6px 8px',
        borderRadius: 4,
        fontSize: '0.875rem',
        '&.Mui-focusVisible, &:hover': { backgroundColor: vars.palette.action.hover },
        '&.Mui-selected, &.Mui-selected:hover, &.Mui-selected.Mui-focusVisible': { backgroundColor: vars.palette.accentSurface },
        '@media (pointer: coarse)': { minHeight: 44 },
      }),
    },
  },
  MuiListItemIcon: { styleOverrides: { root: { minWidth: 28, color: 'inherit' } } },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme: { vars, breakpoints } }) => ({
        margin: 16,
        borderRadius: 8,
        border: `1px solid ${vars.palette.divider}`,
        boxShadow: '0 12px 40px rgb(8 20 28 / 0.22)',
        [breakpoints.down('sm')]: { width: 'calc(100% - 32px)' },
      }),
    },
  },
  MuiBackdrop: { styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { backgroundColor: 'rgb(8 18 25 / 0.45)' } } } },
  MuiDialogTitle: {
    styleOverrides: { root: { padding: '20px 24px 8px', fontSize: '1.0625rem', lineHeight: '24px', fontWeight: 650 } },
  },
  MuiDialogContent: { styleOverrides: { root: { padding: '8px 24px 20px' } } },
  MuiDialogActions: {
    styleOverrides: {
      root: ({ theme: { vars } }) => ({
        padding: '12px 24px',
        gap: 8,
        flexWrap: 'wrap',
        borderTop: `1px solid ${vars.palette.divider}`,
        '& > :not(style) ~ :not(style)': { marginLeft: 0 },
      }),
    },
  },
  MuiTable: {
    defaultProps: { size: 'small' },
    styleOverrides: { root: ({ theme: { vars } }) => ({ backgroundColor: vars.palette.background.paper }) },
  },
  MuiTableCell: {
    styleOverrides: {
      root: { fontSize: '0.875rem', lineHeight: '20px' },
      sizeSmall: { padding: '8px 12px' },
      head: ({ theme: { vars } }) => ({
        fontSize: '0.75rem',
        lineHeight: '16px',
        fontWeight: 650,
        color: vars.palette.text.secondary,
        backgroundColor: vars.palette.background.paper,
      }),
    },
  },
  MuiTableRow: {
    styleOverrides: {
      root: ({ theme: { vars } }) => ({
        '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: vars.palette.accentSurface },
      }),
    },
  },
  MuiDivider: { styleOverrides: { root: ({ theme: { vars } }) => ({ borderColor: vars.palette.divider }) } },
}
