import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithTheme } from '../testing/render.tsx'
import { Notice } from './notice.tsx'

test('what stops the work is an alert, what can wait a status, and the rest is announced by neither', () => {
  renderWithTheme(
    <>
      <Notice tone="error" title="Not booked" live="assertive" />
      <Notice tone="success" title="Booked" live="polite" />
      <Notice tone="info" title="By the way" />
    </>,
  )
  expect(screen.getByRole('alert')).toHaveTextContent('Not booked')
  expect(screen.getByRole('status')).toHaveTextContent('Booked')
  expect(screen.getByText('By the way')).toBeVisible()
})

test('the server’s words stand apart from ours, one by one, whatever they hold', () => {
  const said = ['Slot taken', '<b>busy</b>']
  renderWithTheme(<Notice tone="error" title="Not booked" serverWords={said}>Choose another time.</Notice>)
  expect(screen.getByText('What the server said:')).toBeVisible()
  const words = within(screen.getByRole('list')).getAllByRole('listitem').map((item) => item.textContent)
  expect(words).toEqual(said)
})

test('where the server said nothing, nothing is put into its mouth', () => {
  renderWithTheme(<Notice tone="error" title="Not booked" serverWords={[]} />)
  expect(screen.queryByText('What the server said:')).not.toBeInTheDocument()
})
