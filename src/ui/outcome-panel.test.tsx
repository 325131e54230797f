import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithTheme } from '../testing/render.tsx'
import { OutcomePanel } from './outcome-panel.tsx'

test('an outcome is announced and its heading has the focus', () => {
  renderWithTheme(
    <OutcomePanel tone="unknown" heading="Outcome unknown" messages={['Gateway timeout']}>
      The server didn’t answer.
    </OutcomePanel>,
  )
  expect(screen.getByRole('heading', { level: 1, name: 'Outcome unknown' })).toHaveFocus()
  const announced = screen.getByRole('status')
  expect(announced).toHaveTextContent('Outcome unknown')
  expect(announced).toHaveTextContent('The server didn’t answer.')
  expect(announced).toHaveTextContent('Gateway timeout')
  expect(document.title).toBe('Outcome unknown · Slotline')
})

test('when it becomes known, the new heading takes the focus', () => {
  const checkAgain = <button>Check again</button>
  const { rerender } = renderWithTheme(<OutcomePanel tone="unknown" heading="Outcome unknown" actions={checkAgain} />)
  screen.getByRole('button', { name: 'Check again' }).focus()
  rerender(<OutcomePanel tone="booked" heading="Appointment booked" />)
  expect(screen.getByRole('heading', { level: 1, name: 'Appointment booked' })).toHaveFocus()
})
