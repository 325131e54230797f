import { I18nProvider } from '@lingui/react'
import { i18n } from '@lingui/core'
import { render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { AddressProvider } from '../ui/address/address-provider.tsx'
import { loadListField } from '../ui/choice/choice-loading.ts'
import { ThemeProvider } from '../ui/theme/theme-provider.tsx'
import { beginAt } from './begin-at.ts'

// The state after the app's first idle moment; choice-field.test.tsx tells what happens before.
await loadListField()

interface RenderSettings {
  /** The address to begin at. Absent: no router, for parts that need none or bring their own. */
  readonly at?: string
}

/** Renders as the app does: in its theme, in English (loaded by setup.ts) and, where `at` is given, at that address. */
export function renderWithTheme(ui: ReactNode, { at }: RenderSettings = {}): RenderResult {
  if (at !== undefined) beginAt(at)
  return render(ui, {
    wrapper: ({ children }) => (
      <I18nProvider i18n={i18n}>
        <ThemeProvider>
          {at === undefined ? children : <AddressProvider>{children}</AddressProvider>}
        </ThemeProvider>
      </I18nProvider>
    ),
  })
}
