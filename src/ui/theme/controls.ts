import type { ThemeComponents } from './baseline.ts'

const touch = '@media (pointer: coarse)'
const controlHeight = 36

/** Buttons, choice lists, checkboxes and radio buttons. The fields themselves are in `ui/field.tsx`. */
export const controls: ThemeComponents = {
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { variant: 'outlined', disableElevation: true },
    styleOverrides: {
      root: { minHeight: controlHeight, minWidth: 0, padding: '7px 14px', whiteSpace: 'nowrap', [touch]: { minHeight: 44 } },
      sizeSmall: { minHeight: 28, padding: '3px 10px', fontSize: '0.8125rem', [touch]: { minHeight: 36 } },
      sizeLarge: { minHeight: 44, padding: '11px 20px' },
      text: { paddingInline: 8 },
    },
    variants: [
      {
        props: { variant: 'outlined', color: 'primary' },
        style: ({ theme: { vars } }) => ({
          color: vars.palette.text.primary,
          borderColor: vars.palette.outline,
          backgroundColor: vars.palette.background.paper,
          '&:hover': { borderColor: vars.palette.text.primary, backgroundColor: vars.palette.action.hover },
        }),
      },
      {
        props: { variant: 'text', color: 'primary' },
        style: ({ theme: { vars } }) => ({ '&:hover': { backgroundColor: vars.palette.action.hover } }),
      },
      {
        props: { variant: 'contained', color: 'error' },
        style: ({ theme: { vars } }) => ({ '&:hover': { backgroundColor: vars.palette.text.primary } }),
      },
    ],
  },
  // The buttons of a choice field.
  MuiIconButton: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: ({ theme: { vars, shape } }) => ({
        borderRadius: shape.borderRadius,
        color: vars.palette.text.secondary,
        '&:hover': { backgroundColor: vars.palette.action.hover, color: vars.palette.text.primary },
      }),
      sizeSmall: { padding: 4, [touch]: { width: 40, height: 40 } },
    },
  },
  // MUI's asterisk would be part of the label's text. The mark of a required field is drawn here instead: the empty
  // alternative keeps it out of the field's name, which is only the label's text.
  MuiFormLabel: { defaultProps: { required: false } },
  MuiFormControl: {
    styleOverrides: {
      root: ({ theme: { vars } }) => ({
        '&:has(:required, [aria-required="true"]) > label::after': {
          content: '"*" / ""',
          marginInlineStart: 3,
          color: vars.palette.tone.failed.text,
        },
      }),
    },
  },
  MuiAutocomplete: {
    defaultProps: { size: 'small', autoHighlight: true },
    styleOverrides: {
      tag: { margin: 0, maxWidth: '100%' },
      endAdornment: { top: 0, right: 3, height: 'min(100%, 42px)', transform: 'none', display: 'flex', alignItems: 'center' },
      clearIndicator: { width: 28, height: 28 },
      popupIndicator: { width: 28, height: 28, marginRight: 0 },
      paper: ({ theme: { vars } }) => ({ marginBlock: 4, border: `1px solid ${vars.palette.outline}` }),
      listbox: { padding: 4 },
      option: ({ theme: { vars } }) => ({
        '&.MuiAutocomplete-option': {
          minHeight: 32,
          padding: '6px 8px',
          borderRadius: 4,
          '&.Mui-focused': { backgroundColor: vars.palette.action.hover },
          '&[aria-selected="true"], &[aria-selected="true"].Mui-focused': { backgroundColor: vars.palette.accentSurface },
        },
        [touch]: { minHeight: 44 },
      }),
      groupLabel: ({ theme: { vars } }) => ({
        padding: '8px 8px 4px',
        fontSize: '0.75rem',
        lineHeight: '16px',
        fontWeight: 650,
        color: vars.palette.text.secondary,
        backgroundColor: vars.palette.background.paper,
      }),
      groupUl: { '& .MuiAutocomplete-option.MuiAutocomplete-option': { paddingLeft: 8 } },
      noOptions: ({ theme: { vars } }) => ({ padding: '10px 12px', color: vars.palette.text.secondary }),
      loading: ({ theme: { vars } }) => ({ padding: '10px 12px', color: vars.palette.text.secondary }),
    },
  },
  MuiCheckbox: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 6 } } },
  MuiRadio: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 6 } } },
}
