import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { Connection } from '../../queries/connection.tsx'
import { recorderOf } from '../../queries/recorder.ts'
import { attempt } from '../../scheduling/attempt.ts'
import { ihe } from '../../scheduling/ihe/dialect.ts'
import type { Intent, ModifyIntent } from '../../scheduling/intent.ts'
import { readResource } from '../../scheduling/search-resources.ts'
import { statusReasonCoding } from '../../scheduling/status-reason-list.ts'
import { clinicNow, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { moveRequest } from './move-in-steps.ts'
import { movedTo } from './moved-to.ts'
import { commentIn, criteria, freeTimes, Screens, sent } from './testing/booking-screens.tsx'

/** Moves in two steps whose first step was not sent, or failed. */

const typed = { reasonForVisit: 'Palpitations at night', note: 'Needs a ramp' }
const inSteps = 'Book the new time, then cancel the old one'

interface Refused {
  readonly sim: Sim
  readonly connection: Connection
  readonly change: ModifyIntent
  readonly offer: Appointment
}

/** The outcome of a change of time that the clinic refused, after `meanwhile` happened. */
async function refused(meanwhile: (refused: Refused) => Promise<unknown> = async () => undefined, { route = '/outcome/r', through = (one: Sim) => one } = {}) {
  // The clinic's clock runs with the page's.
  const sim = createClinicSim(undefined, () => Date.now())
  const original = sim.inspect().appointments.find(isHers) ?? expect.fail('she has an appointment')
  const offer = (await freeTimes(sim))[3] ?? expect.fail('a time is free')
  const clinic = await renderInClinic(<Screens />, {
    route,
    sim: through(sim),
    now: () => Date.now(),
    async before(connection) {
      const patient = await readResource(connection.ehr, 'Patient', 'pat-4217')
      const changed = movedTo(original, offer, typed)
      const change: ModifyIntent = { kind: 'modify', original, changed, patient }
      sim.fault({ on: 'modify', kind: 'refuse' })
      await recorderOf(connection).perform('r', 'pat-4217', change)
      const draft = { id: 'd1', patientId: 'pat-4217', createdInstant: clinicNow, offer, moves: original, criteria, sentAs: 'r' }
      await connection.drafts.save({ ...draft, ...typed, search: '' })
      await meanwhile({ sim, connection, change, offer })
    },
  })
  const move = async () => {
    // This button appears once the draft is read, with the offered time.
    await screen.findByRole('button', { name: 'Choose another time' })
    const before = sent(sim, '$book').length
    await clinic.user.click(await screen.findByRole('button', { name: inSteps }))
    return { newlySent: () => sent(sim, '$book').length - before }
  }
  return { ...clinic, original, move }
}

function isHers({ status, start, participant }: Appointment): boolean {
  const isHer = participant.some(({ actor }) => actor?.reference === 'Patient/pat-4217')
  return isHer && status === 'booked' && Date.parse(start ?? '') > clinicNow
}

const appointment = (sim: Sim, id: string | undefined) => sim.inspect().appointments.find((each) => each.id === id)

test('while nobody knows what became of an earlier change, the screen says nothing of the old appointment, and leads to that change', async () => {
  const { user, move } = await refused(async ({ sim, connection, change }) => {
    sim.fault({ on: 'modify', kind: 'drop-after' })
    sim.fault({ on: 'scheduling', kind: 'status', status: 500, times: 'always' })
    await recorderOf(connection).perform('c', 'pat-4217', change)
  })
  const { newlySent } = await move()
  expect(await screen.findByRole('heading', { name: 'Not sent' })).toBeVisible()
  expect(newlySent()).toBe(0)
  expect(screen.getByText(/The old appointment may be at another time by now/)).toBeVisible()
  expect(screen.queryByText(/not touched/)).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Show the earlier outcome' }))
  expect(await screen.findByRole('heading', { name: 'Outcome unknown' })).toBeVisible()
})

test.each([
  ['cancelled', 'cancel', /The old appointment was cancelled meanwhile.*book it as a new appointment/, 'Show the patient’s appointments'],
  ['changed', 'modify', /Somebody has changed the old appointment.*Look at the appointment as it is now, then decide again/, 'Back to the appointment'],
] as const)('an appointment that a colleague %s is not moved, and the screen says what to do', async (_what, kind, words, next) => {
  const { original, sim, move } = await refused(async ({ connection, change: { changed: _moved, ...about } }) => {
    const noted: Intent = { ...about, changed: { ...about.original, comment: 'Brings her interpreter' } }
    const cancelled: Intent = { ...about, kind: 'cancel', reason: statusReasonCoding('patient-cancel') }
    await attempt({ ...connection.server, dialect: ihe }, kind === 'cancel' ? cancelled : noted)
  })
  const { newlySent } = await move()
  expect(await screen.findByRole('heading', { name: 'Not sent' })).toBeVisible()
  expect(screen.getByText(words)).toBeVisible()
  expect(screen.getByRole('button', { name: next })).toBeVisible()
  for (const none of ['Try again', 'Choose another time']) expect(screen.queryByRole('button', { name: none })).not.toBeInTheDocument()
  expect(newlySent()).toBe(0)
  expect(appointment(sim, original.id)?.status).toBe(kind === 'cancel' ? 'cancelled' : 'booked')
})

test('what the server does not show is not moved; once it is shown, the same can be tried again', async () => {
  const { user, original, sim, move } = await refused()
  sim.fault({ on: 'read', kind: 'status', status: 500 })
  const { newlySent } = await move()
  expect(await screen.findByText(/does not show how the old appointment stands, so the new time was not booked/)).toBeVisible()
  expect(newlySent()).toBe(0)
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'Appointment changed' })).toBeVisible()
  expect(appointment(sim, original.id)?.status).toBe('cancelled')
})

test('where the old appointment can’t be read once the new time is booked, the screen says why it is not cancelled', async () => {
  const { original, sim, move } = await refused()
  sim.fault({ on: 'read', kind: 'status', status: 500, nth: 2 })
  await move()
  expect(await screen.findByRole('heading', { name: 'Move half done' })).toBeVisible()
  expect(await screen.findByRole('alert')).toHaveTextContent(/does not show how the two appointments stand\.So nothing was cancelled/)
  expect(appointment(sim, original.id)?.status).toBe('booked')
})

test('what was typed goes with a new time that is tried once more', async () => {
  const { user, sim, original } = await refused(async ({ sim, connection, change, offer }) => {
    sim.fault({ on: 'book-new', kind: 'drop-before' })
    const recorder = recorderOf(connection)
    await recorder.moves.begin('m', 'pat-4217', moveRequest({ ...change, id: 'm', offer }))
    vi.setSystemTime(clinicNow + 20_000)
    await recorder.checkAgain('m')
  }, { route: '/outcome/m' })
  await user.click(await screen.findByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'Appointment changed' })).toBeVisible()
  const { body } = sent(sim, '$book').findLast(({ body }) => body.includes('appointment-reference')) ?? expect.fail('it is tried again')
  expect(commentIn(body)).toBe('Palpitations at night\nNeeds a ramp')
  expect(body).not.toContain(original.description ?? expect.fail('the clinic describes it'))
})

test.each(['before that kind', 'instead'])('a time that is offered %s as another kind of visit is not booked for it', async (where) => {
  const isOther = where === 'instead'
  const forgetsTheDraft = ({ connection }: Refused) => connection.drafts.discard('d1')
  const { user, sim } = await refused(forgetsTheDraft, { through: (one) => offeringAnotherVisit(one, isOther) })
  await user.click(await screen.findByRole('button', { name: inSteps }))
  if (isOther) expect(await screen.findByRole('alert')).toHaveTextContent('The new time is not offered any more for this kind of visit, so nothing was sent.')
  else expect(await screen.findByRole('heading', { name: 'Appointment changed' })).toBeVisible()
  expect(sent(sim, '$book').filter(({ body }) => body.includes('Appointment/other-visit'))).toEqual([])
})

/** A server that offers each time as another kind of visit as well, or only as that. */
function offeringAnotherVisit(sim: Sim, only: boolean): Sim {
  const other = { id: 'other-visit', serviceType: [{ text: 'Removal of stitches' }] }
  return {
    ...sim,
    async handle(request) {
      const answer = await sim.handle(request)
      if (!answer || !request.url.includes('$find')) return answer
      const bundle = (await answer.json()) as { entry?: { resource: Appointment }[] }
      const { entry: offered = [], ...rest } = bundle
      const entry = offered.flatMap((one) => [{ ...one, resource: { ...one.resource, ...other } }, ...(only ? [] : [one])])
      return Response.json({ ...rest, entry, total: entry.length })
    },
  }
}
