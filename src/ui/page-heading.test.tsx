import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Link, Route, Switch } from 'wouter'
import { expect, test } from 'vitest'
import { renderWithTheme } from '../testing/render.tsx'
import { PageHeading } from './page-heading.tsx'

function Pages() {
  return (
    <>
      <Link to="/appointments">To appointments</Link>
      <Link to="/find?view=week">To the week</Link>
      <Switch>
        <Route path="/find"><PageHeading title="Find" /></Route>
        <Route path="/appointments"><PageHeading title="Appointments" /></Route>
      </Switch>
    </>
  )
}

test('the first page leaves the focus alone and names the tab', () => {
  renderWithTheme(<Pages />, { at: '/find' })
  expect(screen.getByRole('heading', { level: 1, name: 'Find' })).not.toHaveFocus()
  expect(document.title).toBe('Find · Slotline')
})

test('another page’s heading takes the focus', async () => {
  renderWithTheme(<Pages />, { at: '/find' })
  await userEvent.click(screen.getByRole('link', { name: 'To appointments' }))
  expect(screen.getByRole('heading', { level: 1, name: 'Appointments' })).toHaveFocus()
  expect(document.title).toBe('Appointments · Slotline')
})

test('a change of the query alone does not move the focus', async () => {
  renderWithTheme(<Pages />, { at: '/find' })
  await userEvent.click(screen.getByRole('link', { name: 'To the week' }))
  expect(location.hash).toBe('#/find?view=week')
  expect(screen.getByRole('heading', { level: 1, name: 'Find' })).not.toHaveFocus()
  expect(screen.getByRole('link', { name: 'To the week' })).toHaveFocus()
})
