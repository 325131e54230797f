import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import { createNews } from '../../record/news.ts'
import { createJournal } from '../../record/journal.ts'
import { createRecorder } from '../../record/recorder.ts'
import { ihe } from '../../scheduling/ihe/dialect.ts'
import type { Connection } from '../../queries/connection.tsx'
import { recorderOf } from '../../queries/recorder.ts'
import { leave } from '../../queries/session-state.ts'
import { navigate } from '../../ui/address/hash-location.ts'
import { clinicBase } from '../../testing/clinic.tsx'
import { choose, operations, sent, waitingAnswer } from './testing/booking-screens.tsx'

/** When and how often a held time is given back, whatever is opened and left meanwhile. */

const pause = (ms: number) => act(() => new Promise((resolve) => setTimeout(resolve, ms)))
const elsewhere = async () => {
  act(() => navigate('/elsewhere'))
  // Longer than the form waits for a user who comes straight back.
  await pause(50)
}
const back = (draft = 'd1') => act(() => navigate(`/book/${draft}?from=2026-11-24`))
/** Waits until the hold is saved in the draft, a moment after it is shown. */
const keptHold = (connection: Connection) =>
  vi.waitFor(async () => (await connection.drafts.load('d1'))?.held?.appointment ?? expect.fail('the time is held'))
const releases = async (connection: Connection) => (await recorderOf(connection).all()).filter(({ entry }) => entry.intent.kind === 'release')

async function holdThatWaits() {
  const { resolve, connected } = waitingAnswer('hold')
  const clinic = await choose({ connected })
  await waitFor(() => expect(sent(clinic.sim, '$hold')).toHaveLength(1))
  return { ...clinic, resolve }
}

test('at the end of a session it is once, and the kept draft claims no hold', async () => {
  const { sim, connection } = await choose({
    reasonForVisit: 'Palpitations',
    disturb: (clinic) => clinic.fault({ on: 'book', kind: 'delay', milliseconds: 200 }),
  })
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  await act(() => leave(connection.session))
  expect(sim.inspect().liveHolds).toEqual([])
  // As at the end of the session: the token is no longer valid, and the screen goes away.
  sim.fault({ on: 'book', kind: 'status', status: 401, times: 'always' })
  sim.fault({ on: 'hold', kind: 'status', status: 401, times: 'always' })
  cleanup()
  await pause(500)
  expect((await connection.drafts.load('d1'))?.held).toBeUndefined()
  expect(await releases(connection)).toHaveLength(1)
})

test('who comes back before the hold is there keeps it', async () => {
  const { sim, resolve } = await holdThatWaits()
  await elsewhere()
  back()
  await screen.findByText('Holding this time for you …')
  resolve()
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  await pause(100)
  expect(operations(sim)).toEqual(['$hold'])
})

test('who comes back before the hold is there and goes again gives it back once', async () => {
  const { sim, resolve } = await holdThatWaits()
  await elsewhere()
  back()
  await screen.findByText('Holding this time for you …')
  await elsewhere()
  resolve()
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
  await pause(100)
  expect(operations(sim)).toEqual(['$hold', '$book'])
})

test('who comes back before the hold is there and books does so with the hold', async () => {
  const { sim, user, resolve } = await holdThatWaits()
  await elsewhere()
  back()
  await user.click(await screen.findByRole('button', { name: 'Book appointment' }))
  resolve()
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  await pause(100)
  expect(operations(sim)).toEqual(['$hold', '$book'])
})

test('a time whose release was refused is still ours when it is chosen again', async () => {
  const { user, sim, connection, offer } = await choose({ disturb: (clinic) => clinic.fault({ on: 'book', kind: 'refuse' }) })
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  const { held: _held, ...withoutHold } = (await connection.drafts.load('d1')) ?? expect.fail('the draft is kept')
  await connection.drafts.save({ ...withoutHold, id: 'd2', offer })
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(async () => expect(await releases(connection)).toHaveLength(1))
  expect(sim.inspect().liveHolds).toHaveLength(1)
  back('d2')
  expect(await screen.findByText('The server does not hold this time for you.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Book appointment' })).toBeVisible()
})

test('a time that somebody else booked meanwhile is neither cancelled nor said to be held', async () => {
  const { sim, user, connection } = await choose()
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  await bookForAnother(sim, (await keptHold(connection)).id)
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(async () => expect(await releases(connection)).toHaveLength(1))
  expect(sent(sim, '$book')).toHaveLength(1)
  back()
  expect(await screen.findByText('This time could not be held again.')).toBeVisible()
})

test('a draft that another tab booked and finished is not brought back by leaving it here', async () => {
  const { user, connection } = await choose({ reasonForVisit: 'Palpitations' })
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  const offer = await keptHold(connection)
  const patient = { resourceType: 'Patient', id: 'pat-4217' } as const
  const intent = { kind: 'book', offer, held: true, patient, correlationId: crypto.randomUUID() } as const
  expect((await recorderOf(connection).perform('other-tab', 'pat-4217', intent)).conclusion.kind).toBe('done')
  await connection.drafts.discard('d1')
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(async () => expect(await releases(connection)).toHaveLength(1))
  await pause(100)
  expect(await connection.drafts.load('d1')).toBeUndefined()
})

/** The recorder of another tab of the same user. */
function otherTab({ record, session, storage }: Connection) {
  return createRecorder(createJournal(storage), { ...record.server, dialect: ihe }, { locks: record.locks, news: createNews(session.userKey) })
}

test.each(['left', 'given up for another time'])('a time whose draft was %s in another tab is held here no more, and is held anew; what was typed here stays', async (how) => {
  const { sim, user, connection } = await choose({ keepsRecord: true })
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  const appointment = await keptHold(connection)
  await user.click(screen.getByRole('textbox', { name: 'Note' }))
  await user.paste('needs a ramp')
  await vi.waitFor(async () => expect((await connection.drafts.load('d1'))?.note).toBe('needs a ramp'))
  const { held: _held, ...free } = (await connection.drafts.load('d1')) ?? expect.fail('the draft is kept')
  if (how === 'left') await connection.drafts.save({ ...free, choice: 1, isGivenBack: true, note: '' })
  else await connection.drafts.discard('d1')
  await otherTab(connection).perform('r', 'pat-4217', { kind: 'release', held: appointment })
  await waitFor(() => expect(sent(sim, '$hold')).toHaveLength(2))
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Note' })).toHaveValue('needs a ramp')
})

test('a booking that is sent in another tab shows its outcome here, and no form', async () => {
  const { connection, address } = await choose({ keepsRecord: true })
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  const offer = await keptHold(connection)
  const draft = (await connection.drafts.load('d1')) ?? expect.fail('the draft is kept')
  await connection.drafts.save({ ...draft, sentAs: 'x' })
  const patient = { resourceType: 'Patient', id: 'pat-4217' } as const
  await otherTab(connection).perform('x', 'pat-4217', { kind: 'book', offer, held: true, patient, correlationId: 'x' })
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  expect(address()).toBe('/outcome/x')
})

test('a spent offer that is chosen again and can’t be asked for anew is not booked by', async () => {
  const { user, sim, connection, offer } = await choose()
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  const { held: _held, ...withoutHold } = (await connection.drafts.load('d1')) ?? expect.fail('the draft is kept')
  await connection.drafts.save({ ...withoutHold, id: 'd2', offer })
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
  sim.fault({ on: 'find', kind: 'refuse', times: 'always' })
  back('d2')
  expect(await screen.findByText('This time could not be held again.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Book appointment' })).not.toBeInTheDocument()
})

/** Books the held appointment for another patient, from a desk that this browser knows nothing of. */
async function bookForAnother(sim: Sim, id: string | undefined) {
  const parameter = [
    { name: 'appointment-reference', valueReference: { reference: `Appointment/${id}` } },
    { name: 'patient-resource', resource: { resourceType: 'Patient', id: 'pat-4218' } },
  ]
  const headers = { 'content-type': 'application/fhir+json' }
  const body = JSON.stringify({ resourceType: 'Parameters', parameter })
  const answer = await sim.handle(new Request(`${clinicBase}/Appointment/$book`, { method: 'POST', headers, body }))
  expect(answer?.status).toBe(200)
}
