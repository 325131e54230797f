import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Fault } from '../../../mocks/faults/faults.ts'
import type { Sim } from '../../../mocks/sim.ts'
import { findFirst } from '../../scheduling/find-appointments.ts'
import { searchAppointments } from '../../scheduling/search-appointments.ts'
import { clinicNow, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { commentIn, Screens, substituting } from './testing/booking-screens.tsx'

const week = { start: '2026-11-24T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' }
const inSteps = 'Book the new time, then cancel the old one'

/** The screen "Reschedule appointment", on a server that refuses to change appointments. */
function reschedule(...faults: Fault[]) {
  return rescheduleOn((sim) => sim, ...faults)
}

async function rescheduleOn(through: (sim: Sim) => Sim, ...faults: Fault[]) {
  const sim = createClinicSim()
  sim.useScenario('refuses-modify')
  const booked = sim.inspect().appointments.find(isHers) ?? expect.fail('she has an appointment')
  const clinic = await renderInClinic(<Screens />, {
    route: '/book/d1',
    sim: through(sim),
    async before({ drafts, server }) {
      const [{ appointments: offers }, { appointments: hers }] = await Promise.all([
        findFirst(server, week),
        searchAppointments(server, { patient: 'Patient/pat-4217', from: week.start, until: week.end }),
      ])
      const offer = offers.find((each) => !hers.some((other) => other.start === each.start)) ?? expect.fail('a time is free')
      const draft = { id: 'd1', patientId: 'pat-4217', createdInstant: clinicNow, offer, moves: booked, criteria: week }
      await drafts.save({ ...draft, reasonForVisit: 'Palpitations at night', note: 'Needs a ramp', search: '' })
    },
  })
  await clinic.user.click(await screen.findByRole('button', { name: 'Reschedule appointment' }))
  await screen.findByRole('heading', { name: 'Not changed' })
  for (const fault of faults) sim.fault(fault)
  await clinic.user.click(screen.getByRole('button', { name: inSteps }))
  const statusOf = (id: string | undefined) => sim.inspect().appointments.find((each) => each.id === id)?.status
  const draft = await clinic.connection.drafts.load('d1')
  return { ...clinic, original: booked, old: () => statusOf(booked.id), next: () => statusOf(draft?.offer.id ?? newest(sim)) }
}

function isHers({ status, start, participant }: ReturnType<Sim['inspect']>['appointments'][number]): boolean {
  const isHer = participant.some(({ actor }) => actor?.reference === 'Patient/pat-4217')
  return isHer && status === 'booked' && Date.parse(start ?? '') > clinicNow
}

/** The id of the appointment that was booked last. It can't be read from the draft, which is gone once the move is finished. */
function newest(sim: Sim): string | undefined {
  const booking = sim.inspect().requests.findLast(({ url, body }) => url.endsWith('$book') && body.includes('appointment-reference'))
  return /Appointment\/([^"]+)/.exec(booking?.body ?? '')?.[1]
}

test('where the server refuses to change an appointment, the new time is booked first and the old one cancelled after', async () => {
  const { old, next } = await reschedule()
  expect(await screen.findByRole('heading', { name: 'Appointment changed' })).toBeVisible()
  expect([old(), next()]).toEqual(['cancelled', 'booked'])
  expect(screen.getByRole('button', { name: 'Add to calendar' })).toBeVisible()
})

test('what was typed goes with the new time, and nothing of the server’s own description of the old appointment', async () => {
  const { sim, original } = await reschedule()
  await screen.findByRole('heading', { name: 'Appointment changed' })
  const { body } = sim.inspect().requests.find(({ body }) => body.includes('appointment-reference')) ?? expect.fail('the new time is booked')
  expect(commentIn(body)).toBe('Palpitations at night\nNeeds a ramp')
  expect(body).not.toContain(original.description ?? expect.fail('the clinic describes it'))
})

test('a move that is half done says that both are booked, and can be finished', async () => {
  const { user, old, next } = await reschedule({ on: 'cancel', kind: 'refuse', diagnostics: 'Call us to cancel' })
  expect(await screen.findByRole('heading', { name: 'Move half done' })).toBeVisible()
  expect(screen.getByText(/the patient has both/)).toBeVisible()
  expect(screen.getByText(/Call us to cancel/)).toBeVisible()
  expect([old(), next()]).toEqual(['booked', 'booked'])

  await user.click(screen.getByRole('button', { name: 'Finish the move' }))
  expect(await screen.findByRole('heading', { name: 'Appointment changed' })).toBeVisible()
  expect([old(), next()]).toEqual(['cancelled', 'booked'])
})

test('a move that is half done can be undone', async () => {
  const { user, old, next } = await reschedule({ on: 'cancel', kind: 'refuse' })
  await user.click(await screen.findByRole('button', { name: 'Undo the move' }))
  expect(await screen.findByRole('heading', { name: 'Not changed' })).toBeVisible()
  expect(screen.getByText(/The new time is not booked any more/)).toBeVisible()
  expect([old(), next()]).toEqual(['booked', 'cancelled'])
})

test('a move that is half done can be handed over, with a text that says what is left to do', async () => {
  const { user, old } = await reschedule({ on: 'cancel', kind: 'refuse' })
  await user.click(await screen.findByRole('button', { name: 'Copy hand-over text' }))
  const text = await navigator.clipboard.readText()
  expect(text).toMatch(/Ida Romero/)
  expect(text).toMatch(/Booked: .*2026/)
  expect(text).toMatch(/Still to be cancelled.*2026/)

  await user.click(screen.getByRole('button', { name: 'Mark as handed over' }))
  expect(await screen.findByRole('heading', { name: 'Move handed over' })).toBeVisible()
  expect(old()).toBe('booked')
})

test('a new time that is refused leaves the old appointment as it was', async () => {
  const { old } = await reschedule({ on: 'book-new', kind: 'refuse', diagnostics: 'Needs a referral' })
  expect(await screen.findByText(/The new time could not be booked/)).toBeVisible()
  expect(screen.getByText(/Needs a referral/)).toBeVisible()
  expect(old()).toBe('booked')
  expect(await screen.findByRole('button', { name: 'Choose another time' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
})

test('a new time whose answer got lost is unknown: neither "try again" nor a cancellation before it is known', async () => {
  const { old } = await reschedule({ on: 'book-new', kind: 'drop-before' })
  expect(await screen.findByRole('heading', { name: 'Outcome unknown' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Check again' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  expect(old()).toBe('booked')
})

test('while the server does not show how the appointments stand, nothing is sent, and the screen says so', async () => {
  const { user, old, sim } = await reschedule({ on: 'cancel', kind: 'refuse' })
  await screen.findByRole('heading', { name: 'Move half done' })
  // The patient's record is read first.
  sim.fault({ on: 'read', kind: 'status', status: 403, nth: 2, times: 'always' })
  await user.click(screen.getByRole('button', { name: 'Finish the move' }))
  const problem = await screen.findByRole('alert')
  expect(within(problem).getByText(/does not show how the two appointments stand/)).toBeVisible()
  expect(within(problem).getByText('So nothing was cancelled. Try again in a moment, or hand the move over.')).toBeVisible()
  expect(old()).toBe('booked')
})

test('where the server books another practitioner, the old appointment is not cancelled before somebody decides', async () => {
  const { user, old } = await rescheduleOn(substituting)
  expect(await screen.findByRole('heading', { name: 'Move half done' })).toBeVisible()
  expect(screen.getByText('The server has something else than was asked for.')).toBeVisible()
  expect(old()).toBe('booked')
  await user.click(screen.getByRole('button', { name: 'Undo the move' }))
  expect(await screen.findByRole('heading', { name: 'Not changed' })).toBeVisible()
  expect(screen.queryByText('The server has something else than was asked for.')).not.toBeInTheDocument()
})

test.each(['Undo the move', 'Mark as handed over'])('a move that came to its end by "%s" leaves no draft behind', async (way) => {
  const { user, connection } = await reschedule({ on: 'cancel', kind: 'refuse' })
  await user.click(await screen.findByRole('button', { name: way }))
  await expect.poll(() => connection.drafts.load('d1')).toBeUndefined()
})

test('a change that the server was too busy for is not sent again as it was decided before', async () => {
  const sim = createClinicSim()
  const booked = sim.inspect().appointments.find(isHers) ?? expect.fail('she has an appointment')
  const draft = { id: 'd1', patientId: 'pat-4217', createdInstant: clinicNow, moves: booked, criteria: week, reasonForVisit: '', note: '', search: '' }
  const clinic = await renderInClinic(<Screens />, {
    route: '/book/d1',
    sim,
    async before({ drafts, server }) {
      const { appointments } = await findFirst(server, week)
      await drafts.save({ ...draft, offer: appointments.at(-1) ?? expect.fail('a time is free') })
    },
  })
  sim.fault({ on: 'modify', kind: 'status', status: 503, retryAfterSeconds: 1 })
  await clinic.user.click(await screen.findByRole('button', { name: 'Reschedule appointment' }))
  await screen.findByRole('heading', { name: 'Not changed' })
  const back = await screen.findByRole('button', { name: 'Back to the appointment' })
  expect(back).toBeVisible()
  vi.setSystemTime(clinicNow + 2_000)
  await waitFor(() => expect(screen.queryByText(/s before trying again/)).not.toBeInTheDocument())
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Back to the booking' })).toBeVisible()
})
