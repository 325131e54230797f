import { createColorScheme, createTheme, type ColorSystemOptions } from '@mui/material/styles'
import { baseline } from './baseline.ts'
import { controls } from './controls.ts'
import { dark, highContrastDark, highContrastLight, light, type SchemeColours } from './palette.ts'
import { surfaces } from './surfaces.ts'

/** The prefix of the theme's CSS variables and of its key in the browser's storage. */
export const themePrefix = 'slotline'

/** The attribute of `<html>` that names the scheme in use. */
export const schemeAttribute = 'data-scheme'

const colourSchemes = {
  light: scheme(light),
  dark: scheme(dark),
  highContrastLight: scheme(highContrastLight),
  highContrastDark: scheme(highContrastDark),
}

export type SchemeName = keyof typeof colourSchemes

/** Slotline's theme: four colour schemes by CSS variables, a 4 px grid, the system's fonts with tabular numerals, no shadows. */
export const theme = createTheme({
  cssVariables: { cssVarPrefix: themePrefix, colorSchemeSelector: schemeAttribute },
  colorSchemes: colourSchemes,
  spacing: 4,
  shape: { borderRadius: 6 },
  focusVisible: { outlineWidth: 2, outlineOffset: 2 },
  typography: {
    // System fonts by name: `system-ui` is a wide face on many Linux desktops and a Chinese face on some Windows systems.
    fontFamily: '-apple-system, "Segoe UI", Roboto, Inter, Cantarell, "Noto Sans", "Liberation Sans", Arial, sans-serif',
    fontSize: 14,
    fontWeightMedium: 500,
    fontWeightBold: 650,
    h1: { fontSize: '1.375rem', lineHeight: 28 / 22, fontWeight: 650, letterSpacing: '-0.01em' },
    h2: { fontSize: '1.0625rem', lineHeight: 24 / 17, fontWeight: 650, letterSpacing: '-0.005em' },
    h3: { fontSize: '0.9375rem', lineHeight: 20 / 15, fontWeight: 650, letterSpacing: 0 },
    subtitle1: { fontSize: '0.875rem', lineHeight: 20 / 14, fontWeight: 500, letterSpacing: 0 },
    subtitle2: { fontSize: '0.8125rem', lineHeight: 20 / 13, fontWeight: 500, letterSpacing: 0 },
    body1: { fontSize: '0.875rem', lineHeight: 20 / 14, letterSpacing: 0 },
    body2: { fontSize: '0.8125rem', lineHeight: 20 / 13, letterSpacing: 0 },
    caption: { fontSize: '0.75rem', lineHeight: 16 / 12, letterSpacing: 0 },
    button: { fontSize: '0.875rem', lineHeight: 20 / 14, fontWeight: 600, letterSpacing: 0, textTransform: 'none' },
  },
  components: { ...baseline, ...controls, ...surfaces },
})

function scheme(colours: SchemeColours): ColorSystemOptions {
  const { tone } = colours
  const named = (text: string) => ({ main: text, light: text, dark: text, contrastText: colours.paper })
  return createColorScheme({
    palette: {
      mode: colours.mode,
      primary: { main: colours.accent, light: colours.accent, dark: colours.accentHover, contrastText: colours.onAccent },
      secondary: named(colours.secondaryText),
      error: named(tone.failed.text),
      warning: named(tone.pending.text),
      info: named(tone.neutral.text),
      success: named(tone.booked.text),
      background: { default: colours.page, paper: colours.paper },
      text: { primary: colours.text, secondary: colours.secondaryText, disabled: colours.secondaryText },
      divider: colours.hairline,
      action: { active: colours.secondaryText, hover: colours.hover, selected: colours.accentSurface },
      TableCell: { border: colours.hairline },
      tone,
      outline: colours.outline,
      accentSurface: colours.accentSurface,
    },
  })
}
