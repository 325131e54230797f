import type { ThemeComponents } from './baseline.ts'

const touch = '@media (pointer: coarse)'
const controlHeight = 36

/** Buttons, fields and what is chosen with them. A field's label stands above it, as a real label, and never floats. */
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
  MuiIconButton: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: ({ theme: { vars, shape } }) => ({
        borderRadius: shape.borderRadius,
        color: vars.palette.text.secondary,
        '&:hover': { backgroundColor: vars.palette.action.hover, color: vars.palette.text.primary },
      }),
      sizeSmall: { width: 32, height: 32, padding: 4, [touch]: { width: 40, height: 40 } },
    },
  },
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', fullWidth: true } },
  MuiInputLabel: {
    defaultProps: { shrink: true, disableAnimation: true },
    styleOverrides: {
      root: ({ theme: { vars } }) => ({
        position: 'static',
        transform: 'none',
        maxWidth: 'none',
        marginBottom: 4,
        overflow: 'visible',
        whiteSpace: 'normal',
        pointerEvents: 'auto',
        fontSize: '0.8125rem',
        lineHeight: '20px',
        fontWeight: 500,
        color: vars.palette.text.primary,
        '&.Mui-focused, &.Mui-error': { color: vars.palette.text.primary },
        '&.Mui-disabled': { color: vars.palette.text.secondary },
      }),
    },
  },
  // MUI's asterisk would be part of the label's text. The mark of a required field is drawn here instead, for the eye only:
  // with an empty alternative it stays out of the field's name, which is the label's text and nothing more.
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
  MuiOutlinedInput: {
    defaultProps: { notched: false },
    styleOverrides: {
      root: ({ theme: { vars } }) => ({
        minHeight: controlHeight,
        backgroundColor: vars.palette.background.paper,
        [touch]: { minHeight: 44, fontSize: '1rem' },
        '&:hover:not(.Mui-focused, .Mui-error, .Mui-disabled) .MuiOutlinedInput-notchedOutline': {
          borderColor: vars.palette.text.primary,
        },
        '&.Mui-disabled': { backgroundColor: vars.palette.background.default },
      }),
      input: { height: 20, padding: '8px 10px', '&.MuiInputBase-inputMultiline': { height: 'auto' } },
      multiline: { padding: 0 },
      notchedOutline: ({ theme: { vars } }) => ({ top: 0, borderColor: vars.palette.outline, legend: { display: 'none' } }),
    },
  },
  MuiInputBase: {
    styleOverrides: {
      input: ({ theme: { vars } }) => ({ '&::placeholder': { opacity: 1, color: vars.palette.text.secondary } }),
    },
  },
  MuiFormHelperText: { styleOverrides: { root: { margin: '4px 0 0', fontSize: '0.75rem', lineHeight: '16px' } } },
  MuiAutocomplete: {
    defaultProps: { size: 'small', autoHighlight: true },
    styleOverrides: {
      inputRoot: {
        '&.MuiOutlinedInput-root.MuiInputBase-sizeSmall': {
          paddingBlock: 5,
          paddingInlineStart: 8,
          gap: 4,
          '.MuiAutocomplete-input': { minWidth: 24, padding: '2px' },
          // Where chips fill the line, the input takes a line of its own only while it is used.
          '&:not(.Mui-focused) .MuiAutocomplete-tag ~ .MuiAutocomplete-input': { width: 0, minWidth: 0, padding: 0 },
        },
      },
      tag: { margin: 0, maxWidth: '100%' },
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
  // Without the shrinking, a ring that may not move (prefers-reduced-motion) is still a ring.
  MuiCircularProgress: { defaultProps: { disableShrink: true } },
  MuiChip: {
    defaultProps: { size: 'small', variant: 'outlined' },
    styleOverrides: {
      root: ({ theme: { vars } }) => ({
        height: 24,
        borderRadius: 4,
        fontSize: '0.8125rem',
        borderColor: vars.palette.outline,
        backgroundColor: vars.palette.background.paper,
      }),
      deleteIcon: ({ theme: { vars } }) => ({
        color: vars.palette.text.secondary,
        '&:hover': { color: vars.palette.text.primary },
      }),
    },
  },
  MuiCheckbox: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 6 } } },
  MuiRadio: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 6 } } },
  MuiLink: {
    defaultProps: { underline: 'always' },
    styleOverrides: { root: { textUnderlineOffset: '0.2em', textDecorationThickness: 1 } },
  },
}
