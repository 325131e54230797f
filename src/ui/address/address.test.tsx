import { act, render, screen } from '@testing-library/react'
import { lazy, Suspense } from 'react'
import { Link, Redirect, Route, Switch } from 'wouter'
import { beforeEach, expect, test, vi } from 'vitest'
import { beginAt } from '../../testing/begin-at.ts'
import { AddressProvider, useAddress } from './address-provider.tsx'
import { addressOf, goBack, navigate } from './hash-location.ts'

beforeEach(() => beginAt('/find'))

function Shown() {
  const { pathname, search, state, isFirst } = useAddress()
  return <output>{JSON.stringify({ pathname, search, state, isFirst })}</output>
}

const shown = () => JSON.parse(screen.getByRole('status').textContent ?? '') as unknown

test('the query stands behind the hash, as it was written, and what a step carries along in neither', () => {
  render(<Shown />, { wrapper: AddressProvider })
  expect(shown()).toEqual({ pathname: '/find', search: '', state: null, isFirst: true })

  act(() => navigate('/find?reason=50%2525?', { state: { openedHere: true } }))

  expect(shown()).toEqual({ pathname: '/find', search: '?reason=50%2525?', state: { openedHere: true }, isFirst: false })
  expect(location.hash).toBe('#/find?reason=50%2525?')
  expect(location.search).toBe('')
})

test('Back leads to the step before, and one that was replaced is none', async () => {
  render(<Shown />, { wrapper: AddressProvider })
  act(() => navigate('/appointments', { state: 1 }))
  act(() => navigate('/activity'))
  act(() => navigate('/patient', { replace: true }))
  act(() => goBack())
  await vi.waitFor(() => expect(shown()).toEqual({ pathname: '/appointments', search: '', state: 1, isFirst: false }))
})

test('a redirect of the first screen is followed', () => {
  beginAt('/')
  render(
    <Switch>
      <Route path="/">
        <Redirect to="/find?from=2026-11-23" replace />
      </Route>
      <Route>
        <Shown />
      </Route>
    </Switch>,
    { wrapper: AddressProvider },
  )
  expect(shown()).toEqual({ pathname: '/find', search: '?from=2026-11-23', state: null, isFirst: false })
})

test('a link names the address behind the hash, and leads there', () => {
  render(
    <>
      <Link to="/activity">Activity</Link>
      <Shown />
    </>,
    { wrapper: AddressProvider },
  )
  const link = screen.getByRole('link', { name: 'Activity' })
  expect(link).toHaveAttribute('href', '#/activity')
  act(() => link.click())
  expect(shown()).toMatchObject({ pathname: '/activity' })
})

test('to go where one is already is no step to go back by', () => {
  render(<Shown />, { wrapper: AddressProvider })
  act(() => navigate('/activity?day=2026-11-24'))
  const { length } = history
  act(() => navigate('/activity?day=2026-11-24'))
  expect(history.length).toBe(length)
})

test('the screen that is shown stays until the next one is downloaded', async () => {
  let downloaded: (screen: { default: () => string }) => void = () => undefined
  const Later = lazy(() => new Promise<{ default: () => string }>((resolve) => (downloaded = resolve)))
  render(
    <Suspense fallback="Loading">
      <Route path="/find">Found</Route>
      <Route path="/activity">
        <Later />
      </Route>
    </Suspense>,
    { wrapper: AddressProvider },
  )
  act(() => navigate('/activity'))
  expect(document.body).toHaveTextContent('Found')
  await act(async () => downloaded({ default: () => 'Done' }))
  expect(document.body).toHaveTextContent('Done')
})

test.each([
  ['/activity', '', '/activity'],
  ['/activity', 'day=2026-11-24', '/activity?day=2026-11-24'],
])('%s with the query "%s" is %s', (pathname, query, address) => {
  expect(addressOf(pathname, new URLSearchParams(query))).toBe(address)
})
