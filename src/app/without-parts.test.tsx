import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { clinicNow, renderInClinic } from '../testing/clinic.tsx'
import { Frame } from './frame.tsx'

// One part can't be downloaded, the other is still on its way.
vi.mock('./unresolved.tsx', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})
vi.mock('./session/idle-warning.tsx', () => new Promise<never>(() => undefined))

const minute = 60_000

async function open() {
  const clinic = await renderInClinic(
    <Frame warnings={[]}>
      <p>Somewhere</p>
    </Frame>,
    { route: '/appointments/a-1?reason=chest', config: { idleMinutes: 15 } },
  )
  expect(await screen.findByText(/Ida Romero/)).toBeVisible()
  return clinic
}

test('the end of a session is told at once, and its address is gone', async () => {
  const { address } = await open()
  vi.setSystemTime(clinicNow + 15 * minute)
  fireEvent.focus(window)
  expect(screen.getByRole('heading', { name: 'You were signed out' })).toBeVisible()
  expect(screen.getByText(/Nothing was being sent at that moment/)).toBeVisible()
  await waitFor(() => expect(address()).toBe('/'))
})

test('whether somebody is there is asked all the same, and can be answered', async () => {
  const { user } = await open()
  vi.setSystemTime(clinicNow + 14 * minute)
  fireEvent.focus(window)
  const question = await screen.findByRole('alert')
  expect(question).toHaveTextContent('Are you still there?')
  await user.click(within(question).getByRole('button', { name: 'Stay signed in' }))
  await waitFor(() => expect(screen.queryByText('Are you still there?')).not.toBeInTheDocument())
  vi.setSystemTime(clinicNow + 16 * minute)
  fireEvent.focus(window)
  expect(screen.getByText(/Ida Romero/)).toBeVisible()
})

test('that nothing counts the unresolved is said, and the screen stays', { timeout: 60_000 }, async () => {
  await open()
  const name = 'Unresolved outcomes are not checked: reload'
  expect(await screen.findByRole('button', { name }, { timeout: 30_000 })).toBeVisible()
  expect(screen.getByText('Somewhere')).toBeVisible()
})
