import { ThemeContext } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import DefaultPropsProvider from '@mui/material/DefaultPropsProvider'
import GlobalStyles from '@mui/material/GlobalStyles'
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore, type ComponentProps, type ReactNode } from 'react'
import {
  isSystemDark,
  keepAppearance,
  keptAppearance,
  onAppearanceKept,
  onSystemChange,
  schemeFor,
  type Appearance,
} from './appearance.ts'
import { schemeAttribute, theme } from './theme.ts'

interface AppearanceChoice {
  readonly appearance: Appearance
  readonly choose: (appearance: Appearance) => void
}

const AppearanceContext = createContext<AppearanceChoice | undefined>(undefined)
const schemes = theme.generateStyleSheets()
/** The components' `defaultProps`, passed on as MUI's own provider does. */
const defaults = theme.components as ComponentProps<typeof DefaultPropsProvider>['value']

/**
 * Provides Slotline's theme, in the chosen scheme or else the system's. The theme is the same for all schemes, which differ only in CSS
 * variables, so that a change of scheme renders nothing below. MUI's own provider could do this, but it sets the scheme on the document
 * only after the first paint, which is a white flash in the dark.
 */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [appearance, setAppearance] = useState(keptAppearance)
  const scheme = schemeFor(appearance, useSyncExternalStore(onSystemChange, isSystemDark))
  useLayoutEffect(() => document.documentElement.setAttribute(schemeAttribute, scheme), [scheme])
  useEffect(() => onAppearanceKept(() => setAppearance(keptAppearance())), [])
  const choice = useMemo(() => {
    const choose = (chosen: Appearance) => {
      keepAppearance(chosen)
      setAppearance(chosen)
    }
    return { appearance, choose }
  }, [appearance])
  return (
    <AppearanceContext value={choice}>
      <ThemeContext value={theme}>
        <DefaultPropsProvider value={defaults}>
          <GlobalStyles styles={schemes} />
          <CssBaseline />
          {children}
        </DefaultPropsProvider>
      </ThemeContext>
    </AppearanceContext>
  )
}

export function useAppearance(): AppearanceChoice {
  const choice = useContext(AppearanceContext)
  if (!choice) throw new Error('useAppearance needs a ThemeProvider above it.')
  return choice
}
