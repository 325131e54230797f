import { useQueryClient } from '@tanstack/react-query'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import { findFirst } from '../../scheduling/find-appointments.ts'
import type { Connection } from '../../queries/connection.tsx'
import { readResource } from '../../scheduling/search-resources.ts'
import { clinicNow, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { criteria, freeTimes, Screens } from '../../features/booking/testing/booking-screens.tsx'
import { Frame } from '../frame.tsx'
import { closeSession, isClosed } from '../../queries/session-state.ts'
import { knownSecrets } from '../../fhir/text/secrets.ts'
import { recorderOf } from '../../queries/recorder.ts'

interface Opening {
  readonly before?: (connection: Connection) => Promise<void>
  readonly sim?: Sim
  readonly now?: () => number
}

/** The frame around an empty screen. `before` runs once the connection is there, before anything is shown. */
async function open(opening: Opening = {}) {
  const screens = (
    <Frame warnings={[]}>
      <p>Somewhere</p>
    </Frame>
  )
  return renderInClinic(screens, { route: '/find', ...opening })
}

/** Books a time with a request that gets lost. */
async function leaveUnknown(connection: Connection) {
  const { server } = connection
  const week = { start: '2026-11-24T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' }
  const [offer = expect.fail('a time is free')] = (await findFirst(server, week)).appointments
  const patient = await readResource(server, 'Patient', 'pat-4217')
  await recorderOf(connection).perform('a', 'pat-4217', { kind: 'book', offer, held: false, patient, correlationId: crypto.randomUUID() })
}

/** Opens the frame with a booking of unknown outcome. It stays unknown while the request may still be on its way. */
async function openWithUnknown() {
  const sim = createClinicSim()
  sim.fault({ on: 'book', kind: 'drop-before' })
  let now = clinicNow
  const clinic = await open({ sim, before: leaveUnknown, now: () => now })
  return { ...clinic, advance: (milliseconds: number) => void (now += milliseconds) }
}

test('with nothing unresolved the session ends, and nothing of the patient is left to see', async () => {
  const { user } = await open()
  expect(await screen.findByText(/Ida Romero/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'End session' }))
  const dialog = await screen.findByRole('dialog', { name: 'End session' })
  expect(await within(dialog).findByText(/Nothing is unresolved/)).toBeVisible()

  await user.click(within(dialog).getByRole('button', { name: 'End session' }))
  expect(await screen.findByRole('heading', { name: 'You have ended the session' })).toBeVisible()
  expect(screen.queryByText(/Ida Romero/)).not.toBeInTheDocument()
})

/** Opens the booking of a free time, which the clinic is asked to hold. */
async function openBooking(sim: Sim) {
  const [offer = expect.fail('a time is free')] = await freeTimes(sim)
  const draft = { id: 'd1', patientId: 'pat-4217', createdInstant: clinicNow, offer, criteria, reasonForVisit: 'Rash', note: '', search: '' }
  const screens = <Frame warnings={[]}><Screens /></Frame>
  const end = vi.fn<() => void>()
  const clinic = await renderInClinic(screens, {
    route: '/book/d1',
    sim,
    before({ drafts, session }) {
      Object.assign(session, { end })
      return drafts.save(draft)
    },
  })
  return { ...clinic, end }
}

async function endSession(user: UserEvent) {
  await user.click(screen.getByRole('button', { name: 'End session' }))
  const dialog = await screen.findByRole('dialog', { name: 'End session' })
  await within(dialog).findByText(/Nothing is unresolved/)
  await user.click(within(dialog).getByRole('button', { name: 'End session' }))
  expect(await screen.findByRole('heading', { name: 'You have ended the session' })).toBeVisible()
}

test('the time that is held is given back when the session ends, after the screen is empty', async () => {
  const sim = createClinicSim()
  const { user, end } = await openBooking(sim)
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  sim.fault({ on: 'book', kind: 'delay', milliseconds: 300 })
  await endSession(user)
  expect(end, 'what gives it back needs the token').not.toHaveBeenCalled()
  expect(sim.inspect().liveHolds).toHaveLength(1)
  await waitFor(() => expect(end).toHaveBeenCalledOnce())
  expect(sim.inspect().liveHolds).toEqual([])
})

test('a hold that is on its way when the session ends is given back too', async () => {
  const sim = createClinicSim()
  sim.fault({ on: 'hold', kind: 'delay', milliseconds: 1_500 })
  const { user, end } = await openBooking(sim)
  await screen.findByText('Holding this time for you …')
  await endSession(user)
  await waitFor(() => expect(end).toHaveBeenCalledOnce())
  expect(sim.inspect().requests.filter(({ url }) => url.endsWith('$hold'))).toHaveLength(1)
  expect(sim.inspect().liveHolds).toEqual([])
})

test('whoever reloads while it is given back does not find the session again', async () => {
  const sim = createClinicSim()
  const { user, end } = await openBooking(sim)
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  sim.fault({ on: 'book', kind: 'delay', milliseconds: 1_000 })
  await endSession(user)
  expect(end).not.toHaveBeenCalled()
  fireEvent(window, new Event('pagehide'))
  expect(end).toHaveBeenCalledOnce()
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
})

test('a session that is stopped for new settings is closed like any other, and only stopped', async () => {
  const sim = createClinicSim()
  const [offer = expect.fail('a time is free')] = await freeTimes(sim)
  const draft = { id: 'd2', patientId: 'pat-4217', createdInstant: clinicNow, offer, criteria, reasonForVisit: 'Rash', note: '', search: '' }
  const screens = <Frame warnings={[]}><Cached /><Screens /></Frame>
  let cached = () => 0
  function Cached() {
    const client = useQueryClient()
    cached = () => client.getQueryCache().getAll().length
    return null
  }
  const { connection, unmount } = await renderInClinic(screens, { route: '/book/d2', sim, before: ({ drafts }) => drafts.save(draft) })
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  expect(cached()).toBeGreaterThan(0)
  expect(knownSecrets().patients.size).toBeGreaterThan(0)
  const stop = vi.fn<() => void>()
  closeSession(connection.session, stop)
  unmount()
  expect(isClosed(connection.session)).toBe(true)
  expect(cached()).toBe(0)
  expect(knownSecrets().patients.size).toBe(0)
  expect(stop, 'what gives it back needs the token').not.toHaveBeenCalled()
  await waitFor(() => expect(stop).toHaveBeenCalledOnce())
  expect(sim.inspect().liveHolds).toEqual([])
  expect(cached(), 'nor does an answer fill it again').toBe(0)
})

test('whoever stays, stays', async () => {
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: 'End session' }))
  await user.click(await screen.findByRole('button', { name: 'Stay' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(screen.getByText('Somewhere')).toBeVisible()
})

test('what is unresolved is said before the session ends, with a text to hand it over', async () => {
  const { user } = await openWithUnknown()
  await user.click(await screen.findByRole('button', { name: 'End session' }))
  const dialog = await screen.findByRole('dialog')
  expect(await within(dialog).findByText('1 outcome is unresolved')).toBeVisible()
  expect(await within(dialog).findByText(/Booking, outcome unknown: .*2026.*Ida Romero/)).toBeVisible()

  await user.click(within(dialog).getByRole('button', { name: 'Copy hand-over text' }))
  expect(await navigator.clipboard.readText()).toMatch(/Unresolved in Slotline:\nBooking, outcome unknown: .*Ida Romero/)
  expect(within(dialog).getByRole('button', { name: 'End session anyway' })).toBeVisible()
})

test('what is unresolved can be resolved before the session ends', async () => {
  const { user, advance } = await openWithUnknown()
  await user.click(await screen.findByRole('button', { name: 'End session' }))
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('1 outcome is unresolved')
  advance(60_000)
  await user.click(await within(dialog).findByRole('button', { name: 'Check again' }))
  expect(await within(dialog).findByText(/Nothing is unresolved/)).toBeVisible()
  expect(within(dialog).getByRole('button', { name: 'End session' })).toBeVisible()
})

test('a browser that keeps nothing is told about before anything is booked', async () => {
  const before = async ({ storage }: Connection) => void Object.defineProperty(storage, 'trouble', { get: () => 'full' })
  await open({ before })
  expect(await screen.findByText('This browser has no room left for Slotline to keep anything.')).toBeVisible()
})
