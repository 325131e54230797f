import type { Tone, ToneName } from './palette.ts'

declare module '@mui/material/styles' {
  interface CssThemeVariables {
    enabled: true
  }
  interface ColorSchemeOverrides {
    highContrastLight: true
    highContrastDark: true
  }
  interface Palette {
    tone: Record<ToneName, Tone>
    outline: string
    accentSurface: string
  }
  interface PaletteOptions {
    tone?: Readonly<Record<ToneName, Tone>>
    outline?: string
    accentSurface?: string
  }
}
