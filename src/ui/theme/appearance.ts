import { themePrefix, type SchemeName } from './theme.ts'

/** How the user wants it to look. `system` and `highContrast` are light or dark as the system is. */
export const appearances = ['system', 'light', 'dark', 'highContrast'] as const
export type Appearance = (typeof appearances)[number]

const key = `${themePrefix}-appearance`
const darkSystem = '(prefers-color-scheme: dark)'

/** What was chosen in this browser; the system's where nothing was, or the browser denies storage. */
export function keptAppearance(): Appearance {
  try {
    return appearances.find((each) => each === localStorage.getItem(key)) ?? 'system'
  } catch {
    return 'system'
  }
}

export function keepAppearance(appearance: Appearance): void {
  try {
    localStorage.setItem(key, appearance)
  } catch {
    // Then it holds until the page is left.
  }
}

/** Tells when another tab of the app has chosen. Returns the way to stop that. */
export function onAppearanceKept(listener: () => void): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === key) listener()
  }
  addEventListener('storage', heard)
  return () => removeEventListener('storage', heard)
}

export function isSystemDark(): boolean {
  return matchMedia(darkSystem).matches
}

export function onSystemChange(listener: () => void): () => void {
  const media = matchMedia(darkSystem)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

export function schemeFor(appearance: Appearance, isDark: boolean): SchemeName {
  if (appearance === 'highContrast') return isDark ? 'highContrastDark' : 'highContrastLight'
  return appearance === 'dark' || (appearance === 'system' && isDark) ? 'dark' : 'light'
}
