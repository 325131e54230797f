import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithTheme } from '../testing/render.tsx'
import { StatusLabel } from './status-label.tsx'

test.each([
  ['booked', 'Booked'],
  ['noshow', 'No-show'],
  ['entered-in-error', 'Entered in error'],
  ['checked-in', 'Checked in'],
  ['waitlist', 'Waitlisted'],
  ['rebooked', 'rebooked'],
  ['constructor', 'constructor'],
  [undefined, 'Status not stated'],
])('the status %s is said as “%s”', (status, word) => {
  renderWithTheme(<StatusLabel status={status} />)
  expect(screen.getByText(word)).toBeVisible()
})
