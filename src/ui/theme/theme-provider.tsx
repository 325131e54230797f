import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider as MuiThemeProvider, useColorScheme } from '@mui/material/styles'
import { useLayoutEffect, type ReactNode } from 'react'
import { schemeAttribute, theme, themePrefix } from './theme.ts'

/** Dresses everything below in Slotline's theme, in the scheme that was chosen or else in the system's. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MuiThemeProvider
      theme={theme}
      defaultMode="system"
      modeStorageKey={`${themePrefix}-mode`}
      colorSchemeStorageKey={`${themePrefix}-scheme`}
      noSsr
    >
      <CssBaseline />
      <SchemeBeforePaint />
      {children}
    </MuiThemeProvider>
  )
}

/** MUI names the scheme on the document after the first paint only, which in the dark would be a white flash. */
function SchemeBeforePaint() {
  const { colorScheme } = useColorScheme()
  useLayoutEffect(() => {
    if (colorScheme) document.documentElement.setAttribute(schemeAttribute, colorScheme)
  }, [colorScheme])
  return null
}
