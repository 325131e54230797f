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
/** As MUI's own provider hands them on: it finds each component's `defaultProps` in them. */
const defaults = theme.components as ComponentProps<typeof DefaultPropsProvider>['value']

/**
 * Dresses everything below in Slotline's theme, in the scheme that was chosen or else in the system's. The theme is the same for
 * all schemes, which differ by CSS variables only: choosing another one renders nothing. MUI's own provider does that too, for
 * themes of every kind, and names the scheme on the document after the first paint only, which in the dark is a white flash.
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
