import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderWithTheme } from '../../testing/render.tsx'
import { schemeFor } from './appearance.ts'
import { ThemeModeControl } from './theme-mode-control.tsx'

beforeEach(() => localStorage.clear())

async function choose(name: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Appearance' }))
  await userEvent.click(await screen.findByRole('menuitemradio', { name }))
}

test.each([
  ['Light', 'light'],
  ['Dark', 'dark'],
  ['High contrast', 'highContrastLight'],
  ['System', 'light'],
])('%s dresses the page in the scheme %s, and is marked as chosen', async (name, scheme) => {
  renderWithTheme(<ThemeModeControl />)
  await choose(name)
  expect(document.documentElement).toHaveAttribute('data-scheme', scheme)
  await userEvent.click(screen.getByRole('button', { name: 'Appearance' }))
  expect(await screen.findByRole('menuitemradio', { name, checked: true })).toBeVisible()
})

test('what was chosen is still there after a reload', async () => {
  const { unmount } = renderWithTheme(<ThemeModeControl />)
  await choose('Dark')
  unmount()
  renderWithTheme(<ThemeModeControl />)
  expect(document.documentElement).toHaveAttribute('data-scheme', 'dark')
})

test('what another tab chose holds here, too', async () => {
  renderWithTheme(<ThemeModeControl />)
  localStorage.setItem('slotline-appearance', 'dark')
  act(() => void dispatchEvent(new StorageEvent('storage', { key: 'slotline-appearance', newValue: 'dark' })))
  expect(document.documentElement).toHaveAttribute('data-scheme', 'dark')
})

test.each([
  ['system', true, 'dark'],
  ['light', true, 'light'],
  ['highContrast', true, 'highContrastDark'],
  ['highContrast', false, 'highContrastLight'],
] as const)('%s, where the system is dark: %s, is the scheme %s', (appearance, isDark, scheme) => {
  expect(schemeFor(appearance, isDark)).toBe(scheme)
})
