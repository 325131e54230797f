import type { Components, CssVarsTheme, Theme } from '@mui/material/styles'

/** What a set of component overrides may contain. */
export type ThemeComponents = Components<Omit<Theme, 'components' | 'palette'> & CssVarsTheme>

/** The document itself: numerals, focus, motion and print. */
export const baseline: ThemeComponents = {
  MuiCssBaseline: {
    styleOverrides: ({ vars }) => ({
      html: { WebkitTextSizeAdjust: '100%', scrollPaddingTop: 16 },
      body: { ...fonts, minHeight: '100dvh', backgroundColor: vars.palette.background.default, overflowWrap: 'break-word' },
      'h1, h2, h3, p, dl, dd, ul, ol': { margin: 0 },
      'button, input, select, textarea': { font: 'inherit', fontVariantNumeric: 'inherit' },
      ':focus-visible': { outline: `2px solid ${vars.palette.primary.main}`, outlineOffset: 2 },
      // No ring for a heading or region that takes the focus after a change of screen: it is not a control.
      '[tabindex="-1"]:focus-visible': { outline: 'none' },
      '::selection': { backgroundColor: vars.palette.accentSurface, color: vars.palette.text.primary },
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '0.01ms !important',
          animationIterationCount: '1 !important',
          transitionDuration: '0.01ms !important',
          scrollBehavior: 'auto !important',
        },
      },
      // Where the system asks for more contrast, hairlines and secondary text get the text colour, in every scheme.
      '@media (prefers-contrast: more)': {
        'html:root': {
          '--slotline-palette-divider': vars.palette.text.primary,
          '--slotline-palette-outline': vars.palette.text.primary,
          '--slotline-palette-text-secondary': vars.palette.text.primary,
          '--slotline-palette-TableCell-border': vars.palette.text.primary,
        },
      },
      '@media print': { body: { backgroundColor: '#fff', color: '#000' } },
    }),
  },
  MuiTypography: { defaultProps: { variant: 'body1' } },
}

const fonts = {
  fontVariantNumeric: 'tabular-nums',
  WebkitFontSmoothing: 'antialiased',
  MozOsxFontSmoothing: 'grayscale',
} as const
