import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithTheme } from '../testing/render.tsx'
import { AppShell } from './shell.tsx'

test('"Skip to the main part" leads there, and not to another address', async () => {
  renderWithTheme(
    <AppShell banner={null} tools={null} navigation={[]}>
      Results
    </AppShell>,
    { at: '/find?from=2026-11-24' },
  )
  await userEvent.tab()
  expect(screen.getByRole('link', { name: 'Skip to the main part' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByRole('main')).toHaveFocus()
  expect(location.hash).toBe('#/find?from=2026-11-24')
})
