import { act, screen, waitFor } from '@testing-library/react'
import { StrictMode, useEffect } from 'react'
import { expect, test, vi } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import { useDraftKeeper, type DraftKeeper } from '../../queries/drafts/draft.ts'
import { recorderOf } from '../../queries/recorder.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { navigate } from '../../ui/address/hash-location.ts'
import { clinicNow, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { choose, criteria, freeTimes, operations, Screens, slowly } from './testing/booking-screens.tsx'

const seen: { keeper?: DraftKeeper } = {}

function Keeper() {
  const keeper = useDraftKeeper()
  useEffect(() => void Object.assign(seen, { keeper }), [keeper])
  return null
}

interface Reload {
  /** Whether the hold had been given back before the reload. */
  readonly isGivenBack?: boolean
  readonly disturb?: (sim: Sim) => void
}

/** A page reloaded on a draft whose time was held, or held and given back. */
async function reloaded({ isGivenBack = false, disturb }: Reload = {}) {
  const sim = createClinicSim()
  const offers = await freeTimes(sim)
  const offer = offers[3] ?? expect.fail('the clinic has free times')
  const draft: Draft = { id: 'd1', patientId: 'pat-4217', createdInstant: clinicNow, offer, criteria, reasonForVisit: 'Palpitations', note: '', search: '' }
  const screens = (
    <StrictMode>
      <Keeper />
      <Screens />
    </StrictMode>
  )
  const clinic = await renderInClinic(screens, {
    route: '/book/d1',
    sim,
    async before(connection) {
      const recorder = recorderOf(connection)
      const patient = { resourceType: 'Patient', id: 'pat-4217' } as const
      const { conclusion } = await recorder.perform('d1.0', 'pat-4217', { kind: 'hold', offer, patient })
      const { appointment } = conclusion.kind === 'done' ? conclusion : expect.fail('the time is held')
      if (isGivenBack) await recorder.perform('release', 'pat-4217', { kind: 'release', held: appointment })
      disturb?.(sim)
      const held = { appointment, expiry: { untilInstant: clinicNow + 600_000, source: 'estimate' } } as const
      await connection.drafts.save(isGivenBack ? { ...draft, isGivenBack, choice: 1 } : { ...draft, held })
    },
  })
  return { ...clinic, draft, offers }
}

const book = () => screen.findByRole('button', { name: 'Book appointment' })

test('a held time stays held over a reload, and is given back once', async () => {
  const { sim } = await reloaded()
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  act(() => navigate('/elsewhere'))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
  expect(operations(sim)).toEqual(['$hold', '$book'])
})

test('a hold that lapsed is not given back: the time may be somebody else’s by now', async () => {
  const { sim } = await reloaded()
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  vi.setSystemTime(clinicNow + 601_000)
  act(() => navigate('/elsewhere'))
  expect(await screen.findByText('Elsewhere')).toBeVisible()
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)))
  expect(operations(sim)).toEqual(['$hold'])
})

test('a booking that waits for its hold is sent with it, though the form was opened and left again meanwhile', async () => {
  const { user, sim } = await choose({ connected: slowly })
  await screen.findByText('Holding this time for you …')
  await user.click(await book())
  act(() => navigate('/elsewhere'))
  act(() => navigate('/book/d1?from=2026-11-24'))
  await book()
  act(() => navigate('/elsewhere'))
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  expect(operations(sim)).toEqual(['$hold', '$book'])
})

test('a draft whose place another one took stays away, with its text', async () => {
  const { connection, sim, draft, offers } = await reloaded()
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  await act(async () => {
    await seen.keeper?.begin({ ...draft, id: 'd2', reasonForVisit: '', offer: offers[6] ?? expect.fail() }, 'd1')
    navigate('/book/d2')
  })
  await waitFor(() => expect(operations(sim)).toEqual(expect.arrayContaining(['$book', '$hold'])))
  await waitFor(async () => expect((await connection.drafts.ofPatient('pat-4217')).map(({ id }) => id)).toEqual(['d2']))
  expect(await screen.findByDisplayValue('Palpitations')).toBeVisible()
  act(() => navigate('/elsewhere'))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
})

test.each([
  ['can’t be asked for anew', (sim: Sim) => sim.fault({ on: 'find', kind: 'refuse', times: 'always' })],
  ['is not offered again', (sim: Sim) => sim.fault({ on: 'find', kind: 'empty', times: 'always' })],
])('what was given back and %s is not asked for by its spent offer', async (_how, disturb) => {
  const { sim } = await reloaded({ isGivenBack: true, disturb })
  expect(await screen.findByText('This time could not be held again.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Book appointment' })).not.toBeInTheDocument()
  expect(screen.getByDisplayValue('Palpitations')).toBeVisible()
  expect(operations(sim)).toEqual(['$hold', '$book'])
})

test('while it is not known what the server can, a spent offer is not booked', async () => {
  const { user, sim } = await reloaded({ isGivenBack: true, disturb: (clinic) => clinic.fault({ on: 'metadata', kind: 'delay', milliseconds: 500 }) })
  await user.click(await book())
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  expect(operations(sim)).toEqual(['$hold', '$book', '$hold'])
  act(() => navigate('/elsewhere'))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
})

test('once a booking is sent, nothing more can be typed that would go nowhere', async () => {
  const { user } = await reloaded({ disturb: (clinic) => clinic.fault({ on: 'book', kind: 'delay', milliseconds: 300 }) })
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  await user.click(await book())
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note' })).toBeDisabled())
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
})
