import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider as MuiThemeProvider } from '@mui/material/styles'
import type { ReactNode } from 'react'
import { theme, themePrefix } from './theme.ts'

/** Dresses everything below in Slotline's theme, in the scheme that was chosen or else in the system's. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MuiThemeProvider
      theme={theme}
      defaultMode="system"
      modeStorageKey={`${themePrefix}-mode`}
      colorSchemeStorageKey={`${themePrefix}-scheme`}
      disableTransitionOnChange
      noSsr
    >
      <CssBaseline />
      {children}
    </MuiThemeProvider>
  )
}
