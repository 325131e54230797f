import { themePrefix, type SchemeName } from './theme.ts'

/** The appearance that the user chose. `system` and `highContrast` are light or dark as the system is. */
export const appearances = ['system', 'light', 'dark', 'highContrast'] as const
export type Appearance = (typeof appearances)[number]

const key = `${themePrefix}-appearance`
const darkSystem = '(prefers-color-scheme: dark)'

/** The choice kept in this browser; `system` where there is none, or the browser denies storage. */
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
    // Without storage, the choice holds until the page is left.
  }
}

/** Calls the listener when the user has chosen in another tab. Returns a function that removes it. */
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
