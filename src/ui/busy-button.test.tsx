import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { renderWithTheme } from '../testing/render.tsx'
import { BusyButton } from './busy-button.tsx'

function Booking({ onBook }: { readonly onBook: () => void }) {
  const [busy, setBusy] = useState(false)
  function book() {
    onBook()
    setBusy(true)
  }
  return <BusyButton busy={busy} busyText="Booking …" onClick={book}>Book appointment</BusyButton>
}

test('a click starts the work once, and says that it goes on', async () => {
  const onBook = vi.fn()
  renderWithTheme(<Booking onBook={onBook} />)
  await userEvent.click(screen.getByRole('button', { name: 'Book appointment' }))
  const button = screen.getByRole('button', { name: 'Booking …', busy: true })
  await userEvent.click(button)
  await userEvent.dblClick(button)
  await userEvent.keyboard('{Enter} ')
  expect(onBook).toHaveBeenCalledOnce()
})

test('it keeps the focus while busy, and can be reached', async () => {
  renderWithTheme(<Booking onBook={() => undefined} />)
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByRole('button', { name: 'Booking …' })).toHaveFocus()
  expect(screen.getByRole('button')).not.toBeDisabled()
})

test('a form is not sent again while it is busy', async () => {
  const onSubmit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault())
  renderWithTheme(
    <form onSubmit={onSubmit}>
      <BusyButton type="submit" busy busyText="Booking …">Book appointment</BusyButton>
    </form>,
  )
  await userEvent.click(screen.getByRole('button'))
  await userEvent.keyboard('{Enter}')
  expect(onSubmit).not.toHaveBeenCalled()
})
