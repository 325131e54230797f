import { act, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { Route, Switch } from 'wouter'
import { expect, test, vi } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import type { Connection } from '../../queries/connection.tsx'
import { useRecordKeeper } from '../../queries/record-keeper.ts'
import { recorderOf } from '../../queries/recorder.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { navigate } from '../../ui/address/hash-location.ts'
import { clinicNow, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { BookScreen } from './book-screen.tsx'
import { criteria, freeTimes, operations, substituting } from './testing/booking-screens.tsx'
import { OutcomeScreen } from './outcome-screen.tsx'
import { UnfinishedDraft } from './unfinished-draft.tsx'

/** What a booking that was sent leaves behind, and how the user goes on from there. */

/** The screens with the record keeper, as in the app: it tells the screens what was written down. */
function Screens() {
  useRecordKeeper()
  return (
    <Switch>
      <Route path="/book/:draftId">
        {({ draftId }) => (
          <>
            <UnfinishedDraft beside={draftId} />
            <BookScreen />
          </>
        )}
      </Route>
      <Route path="/outcome/:entryId"><OutcomeScreen /></Route>
      <Route><UnfinishedDraft /><p>Elsewhere</p></Route>
    </Switch>
  )
}

interface Setting {
  readonly change?: Partial<Draft>
  readonly disturb?: (sim: Sim) => void
  readonly scopes?: readonly string[]
  /** What stands between the browser and the clinic. */
  readonly through?: (sim: Sim) => Sim
  /** What happened before the page was closed. */
  readonly before?: (connection: Connection, draft: Draft) => Promise<void>
}

/** Lacks the right to update appointments, so that times can be booked but not held. */
const withoutHolds = { scopes: ['user/Appointment.crs', 'user/Patient.rs', 'user/*.rs'] }

async function open(route: string, { change, disturb, before, through = (sim) => sim, ...options }: Setting = {}) {
  // The clinic's clock runs with the page's.
  const sim = createClinicSim(undefined, () => Date.now())
  disturb?.(sim)
  const offers = await freeTimes(sim)
  const offer = offers[3] ?? expect.fail('the clinic has free times')
  const draft: Draft = {
    id: 'd1',
    patientId: 'pat-4217',
    createdInstant: clinicNow,
    offer,
    criteria,
    reasonForVisit: 'Palpitations',
    note: '',
    search: '',
    ...change,
  }
  const screens = <StrictMode><Screens /></StrictMode>
  const clinic = await renderInClinic(screens, {
    route,
    sim: through(sim),
    async before(connection) {
      await before?.(connection, draft)
      await connection.drafts.save(draft)
    },
    ...options,
  })
  return { ...clinic, draft, offers }
}

const press = async ({ user }: Awaited<ReturnType<typeof open>>, name: string) => user.click(await screen.findByRole('button', { name }))
const heading = (name: string) => screen.findByRole('heading', { name })
const held = () => screen.findByText(/Held for you/)

test('to go on with a booking whose time was taken is to choose another time: that one is not said to be held', async () => {
  const clinic = await open('/book/d1', { disturb: (sim) => sim.fault({ on: 'book', kind: 'taken' }) })
  await held()
  await press(clinic, 'Book appointment')
  await heading('Not booked')
  act(() => navigate('/find'))
  await press(clinic, 'Continue')
  expect(await screen.findByText('This time was taken meanwhile.')).toBeVisible()
  expect(screen.queryByText(/Held for you/)).not.toBeInTheDocument()
})

test('another time may be wanted after any refusal; only a time that was taken is said to be', async () => {
  const busy = { on: 'book', kind: 'status', status: 503, retryAfterSeconds: 60, commits: false } as const
  const clinic = await open('/book/d1', { disturb: (sim) => sim.fault(busy) })
  await held()
  await press(clinic, 'Book appointment')
  await heading('Not booked')
  await press(clinic, 'Choose another time')
  expect(await screen.findByText('Choose another time.')).toBeVisible()
  expect(screen.queryByText('This time was taken meanwhile.')).not.toBeInTheDocument()
})

test.each(['/find', '/book/d1'])('of what was marked as sent and never written down, only the appointments tell: seen at %s', async (route) => {
  const clinic = await open(route, { change: { sentAs: 'never-begun' } })
  expect(await screen.findByText('It is not known whether this booking was sent.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Show the patient’s appointments' })).toBeVisible()
  expect(operations(clinic.sim)).toEqual([])
  await press(clinic, 'Continue')
  await held()
  expect(screen.getByDisplayValue('Palpitations')).toBeVisible()
  await press(clinic, 'Book appointment')
  expect(await heading('Appointment booked')).toBeVisible()
  expect(operations(clinic.sim)).toEqual(['$hold', '$book'])
})

test('what a refused booking was sent with is not given back, whoever goes on with it and leaves', async () => {
  const clinic = await open('/book/d1', { disturb: (sim) => sim.fault({ on: 'book', kind: 'refuse' }) })
  await held()
  await press(clinic, 'Book appointment')
  await heading('Not booked')
  await press(clinic, 'Back to the booking')
  await held()
  act(() => navigate('/find'))
  await screen.findByText('Elsewhere')
  await act(() => new Promise((resolve) => setTimeout(resolve, 100)))
  expect(operations(clinic.sim)).toEqual(['$hold', '$book'])
})

test('a draft that was sent before the page was closed shows its outcome, not the form', async () => {
  const before = async (connection: Connection, draft: Draft) => {
    const intent = { kind: 'book', offer: draft.offer, held: false, patient: { resourceType: 'Patient', id: 'pat-4217' }, correlationId: 'e1' } as const
    await recorderOf(connection).perform('e1', 'pat-4217', intent)
  }
  const { address } = await open('/book/d1', { change: { sentAs: 'e1' }, before })
  expect(await heading('Appointment booked')).toBeVisible()
  expect(address()).toBe('/outcome/e1')
})

test('a booking that is not kept any more may have been made: nobody is told that nothing was sent', async () => {
  await open('/book/finished')
  await screen.findByText('This booking is no longer here.')
  expect(screen.getByText(/Look at the patient’s appointments before you choose a time again\.$/)).toBeVisible()
  expect(screen.queryByText(/Nothing was sent/)).not.toBeInTheDocument()
})

test('what the server booked with somebody else than was asked for is said to be otherwise', async () => {
  const clinic = await open('/book/d1', { ...withoutHolds, through: substituting })
  await press(clinic, 'Book appointment')
  await heading('Appointment booked')
  expect(screen.getByText('The server has something else than was asked for.')).toBeVisible()
})

test('a booking that repeats an earlier one is finished with it', async () => {
  const clinic = await open('/book/d1', withoutHolds)
  await press(clinic, 'Book appointment')
  await heading('Appointment booked')
  // The user chooses the same time again from a list that still shows it.
  await clinic.connection.drafts.save({ ...clinic.draft, id: 'd2' })
  act(() => navigate('/book/d2'))
  await press(clinic, 'Book appointment')
  await heading('Appointment booked')
  await waitFor(async () => expect(await clinic.connection.drafts.ofPatient('pat-4217')).toEqual([]))
  act(() => navigate('/find'))
  expect(await screen.findByText('Elsewhere')).toBeVisible()
  expect(screen.queryByText('A booking was sent, and its outcome was not seen.')).not.toBeInTheDocument()
  expect(operations(clinic.sim)).toEqual(['$book'])
})

test('a time that this very patient has booked is not called somebody else’s', async () => {
  const clinic = await open('/book/d1')
  await held()
  await press(clinic, 'Book appointment')
  await heading('Appointment booked')
  await clinic.connection.drafts.save({ ...clinic.draft, id: 'd2' })
  act(() => navigate('/book/d2'))
  expect(await screen.findByText('The server does not hold this time for you.')).toBeVisible()
  expect(document.body).not.toHaveTextContent('Nothing was booked')
  await press(clinic, 'Book appointment')
  expect(await heading('Appointment booked')).toBeVisible()
  expect(operations(clinic.sim)).toEqual(['$hold', '$book', '$hold'])
})

test('who types another booking meanwhile is told beside it, and not taken from it', async () => {
  let answer = () => {}
  const mayAnswer = new Promise<void>((resolve) => (answer = resolve))
  const waiting = (sim: Sim): Sim => ({ ...sim, async handle(request) {
    const booked = await sim.handle(request)
    if (request.url.endsWith('$book')) await mayAnswer
    return booked
  } })
  const clinic = await open('/book/d1', { through: waiting })
  await held()
  await clinic.connection.drafts.save({ ...clinic.draft, id: 'd2', offer: clinic.offers[6] ?? expect.fail('the clinic has free times'), reasonForVisit: '' })
  await press(clinic, 'Book appointment')
  await waitFor(() => expect(operations(clinic.sim)).toEqual(['$hold', '$book']))
  act(() => navigate('/book/d2'))
  await clinic.user.type(await screen.findByRole('textbox', { name: 'Reason for visit' }), 'Rash')
  expect(await screen.findByText('A booking was sent, and its outcome was not seen.')).toBeVisible()
  answer()
  const conclusions = async () => (await recorderOf(clinic.connection).all()).map(({ conclusion }) => conclusion.kind)
  await act(() => vi.waitFor(async () => expect(await conclusions()).not.toContain('unknown')))
  await act(() => Promise.resolve())
  expect(screen.getByRole('textbox', { name: 'Reason for visit' })).toHaveValue('Rash')
  await press(clinic, 'Show the outcome')
  expect(await heading('Appointment booked')).toBeVisible()
  await waitFor(() => expect(clinic.sim.inspect().liveHolds).toEqual([]))
})

test('a time whose hold has run out is booked as the server offers it by then', async () => {
  const clinic = await open('/book/d1')
  await held()
  vi.setSystemTime(clinicNow + 11 * 60_000)
  await press(clinic, 'Book appointment')
  expect(await heading('Appointment booked')).toBeVisible()
  const booking = (await recorderOf(clinic.connection).all()).find(({ entry }) => entry.intent.kind === 'book')
  expect(booking?.entry.intent, 'the hold may still stand at the server').toMatchObject({ held: 'perhaps', offer: { status: 'proposed' } })
  expect(operations(clinic.sim)).toEqual(['$hold', '$book'])
})
