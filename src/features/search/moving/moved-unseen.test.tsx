import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderInClinic } from '../../../testing/clinic.tsx'
import { booked, findOffers } from '../testing/find-screen.ts'
import { SearchScreen } from '../search-screen.tsx'

vi.mock('./moving-banner.tsx', () => {
  throw new TypeError('Failed to fetch dynamically imported module')
})

test('where what is moved can’t be shown, that is said, and the screen stays', { timeout: 60_000 }, async () => {
  const { sim, patientId, appointment } = booked()
  await renderInClinic(<SearchScreen />, { sim, patientId, route: `/find?moves=${appointment.id}` })
  await findOffers()
  expect(await screen.findByRole('alert', {}, { timeout: 30_000 })).toHaveTextContent('An appointment is being moved, but could not be shown.')
})
