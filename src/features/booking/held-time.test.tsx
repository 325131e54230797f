import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { recorderOf } from '../../queries/recorder.ts'
import { leave } from '../../queries/session-state.ts'
import { clinicNow } from '../../testing/clinic.tsx'
import { goBack, navigate } from '../../ui/address/hash-location.ts'
import { choose, operations, sent, slowly, waitingAnswer } from './testing/booking-screens.tsx'

describe('"Book appointment" while the hold is on its way', () => {
  test('the hold goes first, and the booking takes it up', async () => {
    const { user, sim } = await choose({ connected: slowly })
    await screen.findByText('Holding this time for you …')
    await user.click(screen.getByRole('button', { name: 'Book appointment' }))
    expect(screen.getByRole('button', { name: 'Booking …' })).toBeVisible()
    expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
    expect(operations(sim)).toEqual(['$hold', '$book'])
  })

  test('a refusal after it is a refusal: a hold that came later would look like the booking', async () => {
    const { user } = await choose({ connected: slowly, disturb: (clinic) => clinic.fault({ on: 'book', kind: 'refuse' }) })
    await screen.findByText('Holding this time for you …')
    await user.click(screen.getByRole('button', { name: 'Book appointment' }))
    expect(await screen.findByRole('heading', { name: 'Not booked' })).toBeVisible()
  })

  test('a time that turns out to be taken is not asked for', async () => {
    const { user, sim } = await choose({ connected: slowly, disturb: (clinic) => clinic.fault({ on: 'hold', kind: 'taken' }) })
    await screen.findByText('Holding this time for you …')
    await user.click(screen.getByRole('button', { name: 'Book appointment' }))
    expect(await screen.findByText('This time was taken meanwhile.')).toBeVisible()
    expect(operations(sim)).toEqual(['$hold'])
  })

  test('the time that is chosen then is given back like any other', async () => {
    const { user, sim } = await choose({ connected: slowly, disturb: (clinic) => clinic.fault({ on: 'hold', kind: 'taken' }) })
    await screen.findByText('Holding this time for you …')
    await user.click(screen.getByRole('button', { name: 'Book appointment' }))
    const notice = (await screen.findByText('This time was taken meanwhile.')).closest('[role=alert]') ?? document.body
    const [next] = await within(notice as HTMLElement).findAllByRole('button', { name: /2026/ })
    await user.click(next ?? expect.fail())
    expect(await screen.findByText(/Held for you/)).toBeVisible()
    expect(sim.inspect().liveHolds).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Back to results' }))
    await waitFor(() => expect(sim.inspect().liveHolds).toHaveLength(0))
  })

  test('who goes elsewhere meanwhile is led to the outcome, and can go back from there', async () => {
    const { user, sim, connection } = await choose({ connected: slowly })
    await screen.findByText('Holding this time for you …')
    await user.click(screen.getByRole('button', { name: 'Book appointment' }))
    act(() => navigate('/elsewhere'))
    expect(screen.getByText('Elsewhere')).toBeVisible()
    expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
    // A hold that belongs to a booking is never given back afterwards: that would cancel the booking.
    await act(() => new Promise((resolve) => setTimeout(resolve, 200)))
    expect((await recorderOf(connection).all()).map(({ entry }) => entry.intent.kind).toSorted()).toEqual(['book', 'hold'])
    expect(operations(sim)).toEqual(['$hold', '$book'])
    act(() => goBack())
    expect(await screen.findByText('Elsewhere')).toBeVisible()
  })

  test('who comes back to the form meanwhile and presses again books once', async () => {
    const { user, sim } = await choose({ connected: slowly })
    await screen.findByText('Holding this time for you …')
    await user.click(screen.getByRole('button', { name: 'Book appointment' }))
    act(() => navigate('/elsewhere'))
    act(() => navigate('/book/d1?from=2026-11-24'))
    await user.click(await screen.findByRole('button', { name: 'Book appointment' }))
    expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
    expect(operations(sim)).toEqual(['$hold', '$book'])
  })
})

describe('a hold that comes when the screen is left', () => {
  test('is given back', async () => {
    const { user, sim } = await choose({ connected: slowly })
    await screen.findByText('Holding this time for you …')
    await user.click(screen.getByRole('button', { name: 'Back to results' }))
    expect(await screen.findByText('Elsewhere')).toBeVisible()
    // A hold is given back by a $book of its Appointment with status `cancelled`.
    await waitFor(() => expect(operations(sim)).toEqual(['$hold', '$book']))
    await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
    expect(sent(sim, '$book')[0]?.body).toContain('cancelled')
  })

  test('stays where the screen is there again', async () => {
    const { user, sim } = await choose({ connected: slowly })
    await screen.findByText('Holding this time for you …')
    act(() => navigate('/elsewhere'))
    act(() => navigate('/book/d1?from=2026-11-24'))
    expect(await screen.findByText(/Held for you/)).toBeVisible()
    expect(sim.inspect().liveHolds).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Back to results' }))
    await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
  })
})

test('going back to the results gives the held time back', async () => {
  const { user, sim, address } = await choose()
  await screen.findByText(/Held for you/)
  expect(sim.inspect().liveHolds).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
  expect(address()).toBe('/find?from=2026-11-24')
})

test('what is held is given back before the session ends', async () => {
  const { sim, connection } = await choose()
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  await act(() => leave(connection.session))
  expect(sim.inspect().liveHolds).toEqual([])
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  act(() => navigate('/elsewhere'))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
})

test('a time that was given back is held again when it is chosen again from the same list', async () => {
  const { user, sim, connection, offer } = await choose()
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  const { held: _held, ...withoutHold } = (await connection.drafts.load('d1')) ?? expect.fail('the draft is kept')
  await connection.drafts.save({ ...withoutHold, id: 'd2', offer })
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  act(() => navigate('/book/d2?from=2026-11-24'))
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  expect(sim.inspect().liveHolds).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
})

describe('who comes back while the time is being given back', () => {
  test('waits for that, and has it held anew', async () => {
    const { resolve, connected } = waitingAnswer('release')
    const { user, sim } = await choose({ connected })
    expect(await screen.findByText(/Held for you/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Back to results' }))
    act(() => navigate('/book/d1?from=2026-11-24'))
    expect(await screen.findByText('Giving the time back …')).toBeVisible()
    expect(screen.queryByText(/Held for you/)).not.toBeInTheDocument()
    resolve()
    expect(await screen.findByText(/Held for you/)).toBeVisible()
    expect(operations(sim)).toEqual(['$hold', '$book', '$hold'])
    await user.click(screen.getByRole('button', { name: 'Back to results' }))
    await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
  })

  test('finds it held as before where the server keeps it', async () => {
    const { user, sim } = await choose({ disturb: (clinic) => clinic.fault({ on: 'book', kind: 'refuse', times: 'always' }) })
    expect(await screen.findByText(/Held for you/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Back to results' }))
    await waitFor(() => expect(operations(sim)).toEqual(['$hold', '$book']))
    act(() => navigate('/book/d1?from=2026-11-24'))
    expect(await screen.findByText(/Held for you/)).toBeVisible()
    expect(operations(sim)).toEqual(['$hold', '$book'])
    await user.click(screen.getByRole('button', { name: 'Back to results' }))
    await waitFor(() => expect(operations(sim)).toEqual(['$hold', '$book', '$book']))
  })
})

test('who comes back to a booking whose time was given back has it held anew', async () => {
  const { user, sim } = await choose({ reasonForVisit: 'Palpitations' })
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
  act(() => navigate('/book/d1?from=2026-11-24'))
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  expect(operations(sim)).toEqual(['$hold', '$book', '$hold'])
  expect(sim.inspect().liveHolds).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
})

describe('a server that wants to be left alone', () => {
  /** From now on, requests on behalf of a screen wait. */
  async function shutGate({ connection, sim }: Awaited<ReturnType<typeof choose>>) {
    sim.fault({ on: 'read', kind: 'status', status: 503, retryAfterSeconds: 120 })
    await act(() => connection.server.transport(new Request(`${connection.server.base}/Appointment/a-1`)))
    expect(connection.gates.state().untilInstant).toBeDefined()
  }

  test('is sent the booking at once when the hold has run out, not when nobody looks any more', async () => {
    const screens = await choose()
    await screen.findByText(/Held for you/)
    vi.setSystemTime(clinicNow + 11 * 60_000)
    await shutGate(screens)
    await screens.user.click(screen.getByRole('button', { name: 'Book appointment' }))
    expect(await screen.findByRole('heading', { name: /booked|Outcome unknown/ })).toBeVisible()
    expect(operations(screens.sim)).toEqual(['$hold', '$book'])
  })

  test('is not waited for by a time that was given back: the nearest ones are shown', async () => {
    const screens = await choose()
    await screen.findByText(/Held for you/)
    await screens.user.click(screen.getByRole('button', { name: 'Back to results' }))
    await waitFor(() => expect(screens.sim.inspect().liveHolds).toEqual([]))
    await shutGate(screens)
    act(() => navigate('/book/d1?from=2026-11-24'))
    expect(await screen.findByText('This time could not be held again.')).toBeVisible()
  })
})
