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
  ['rebooked', 'Unknown status “rebooked”'],
  ['constructor', 'Unknown status “constructor”'],
  ['Booked', 'Unknown status “Booked”'],
  ['booked\u200b', 'Unknown status “booked”'],
  ['\u202edekoob', 'Unknown status “dekoob”'],
  ['booked '.repeat(10), `Unknown status “${'booked '.repeat(5)}book…”`],
  [undefined, 'Status not stated'],
])('the status %s is said as “%s”', (status, word) => {
  renderWithTheme(<StatusLabel status={status} />)
  expect(screen.getByText(word)).toBeVisible()
})
