import { act, screen, waitFor, within } from '@testing-library/react'
import { Route, Switch } from 'wouter'
import { describe, expect, test, vi } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { Connection } from '../../queries/connection.tsx'
import { recorderOf } from '../../queries/recorder.ts'
import type { Draft } from '../../record/draft.ts'
import { findFirst } from '../../scheduling/find-appointments.ts'
import type { FindCriteria } from '../../scheduling/criteria.ts'
import { clinicNow, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { goBack, navigate } from '../../ui/address/hash-location.ts'
import { BookScreen } from './book-screen.tsx'
import { OutcomeScreen } from './outcome-screen.tsx'

const criteria: FindCriteria = { start: '2026-11-24T00:00:00-06:00', end: '2026-11-26T00:00:00-06:00' }

function Screens() {
  return (
    <Switch>
      <Route path="/book/:draftId"><BookScreen /></Route>
      <Route path="/outcome/:entryId"><OutcomeScreen /></Route>
      <Route><p>Elsewhere</p></Route>
    </Switch>
  )
}

interface Disturbance {
  readonly disturb?: (sim: Sim) => void
  readonly connected?: (connection: Connection) => void
}

/** A chosen time on the Book screen, in a clinic where `disturb` has set what goes wrong. */
async function choose({ disturb, connected, ...change }: Partial<Draft> & Disturbance = {}) {
  const sim = createClinicSim()
  disturb?.(sim)
  const offers = await freeTimes(sim)
  const offer = offers[3] ?? expect.fail('the clinic has free times')
  const clinic = await renderInClinic(<Screens />, {
    route: '/book/d1?from=2026-11-24',
    sim,
    before(connection) {
      connected?.(connection)
      return connection.drafts.save({
        id: 'd1',
        patientId: 'pat-4217',
        createdInstant: clinicNow,
        offer,
        criteria,
        reasonForVisit: '',
        note: '',
        search: '?from=2026-11-24',
        ...change,
      })
    },
  })
  return { ...clinic, offer, offers }
}

async function freeTimes(sim: Sim): Promise<readonly Appointment[]> {
  const transport = async (request: Request) => (await sim.handle(request)) ?? expect.fail('the clinic answers')
  const { ihe } = await import('../../scheduling/ihe/dialect.ts')
  const server = { base: 'https://clinic.test/fhir', transport, dialect: ihe, postSearch: true, sharesPatients: true, holdMinutes: 10, now: () => clinicNow }
  return (await findFirst(server, criteria)).appointments
}

function sent(sim: Sim, operation: '$hold' | '$book') {
  return sim.inspect().requests.filter((request) => request.method === 'POST' && request.url.endsWith(operation))
}

test('the chosen time is read back with the patient, held, and booked', async () => {
  const { user, sim, offer } = await choose()
  expect(await screen.findByRole('heading', { name: 'Book appointment' })).toBeVisible()
  expect(screen.getByText(/Ida Romero · 4 Mar 1958 \(68\) · female · MRN/)).toBeVisible()
  expect(await screen.findByText(/Held for you/)).toBeVisible()

  await user.type(screen.getByRole('textbox', { name: 'Reason for visit' }), 'Palpitations')
  await user.type(screen.getByRole('textbox', { name: 'Note' }), 'Uses a wheelchair')
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))

  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  expect(screen.getByText(/Ida Romero · 4 Mar 1958/)).toBeVisible()
  for (const name of ['Add to calendar', 'Print', 'Copy summary', 'Book another']) {
    expect(screen.getByRole('button', { name })).toBeVisible()
  }
  expect(sent(sim, '$hold')).toHaveLength(1)
  const booked = sim.inspect().appointments.find((appointment) => appointment.id === offer.id)
  expect(booked).toMatchObject({ status: 'booked', start: offer.start })
  expect(booked?.comment).toContain('Uses a wheelchair')
})

/** The journal takes its time, so that the hold isn't sent yet. */
function slowly(connection: Connection) {
  const recorder = recorderOf(connection)
  const { checkAgain } = recorder
  vi.spyOn(recorder, 'checkAgain').mockImplementation(async (id) => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    return checkAgain(id)
  })
}

/** The operations that were asked for, in their order. */
function operations(sim: Sim) {
  return sim.inspect().requests.flatMap(({ url }) => /\$(?:hold|book)$/.exec(url)?.[0] ?? [])
}

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
    const { user, sim } = await choose({ connected: slowly })
    await screen.findByText('Holding this time for you …')
    await user.click(screen.getByRole('button', { name: 'Book appointment' }))
    act(() => navigate('/elsewhere'))
    expect(screen.getByText('Elsewhere')).toBeVisible()
    expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
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
    // A hold is given back as a $book of its Appointment, cancelled.
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

test('a double click and Enter twice book once', async () => {
  const { user, sim } = await choose()
  await screen.findByText(/Held for you/)
  const button = screen.getByRole('button', { name: 'Book appointment' })
  await user.dblClick(button)
  await screen.findByRole('heading', { name: 'Appointment booked' })
  expect(sent(sim, '$book')).toHaveLength(1)
})

test('a time that was taken meanwhile keeps what was typed and offers the nearest ones', async () => {
  const { user, sim } = await choose({
    reasonForVisit: 'Palpitations',
    disturb: (clinic) => clinic.fault({ on: 'hold', kind: 'taken' }),
  })
  expect(await screen.findByText('This time was taken meanwhile.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Book appointment' })).not.toBeInTheDocument()
  const notice = screen.getByText('This time was taken meanwhile.').closest('[role=alert]') ?? document.body
  const nearest = await within(notice as HTMLElement).findAllByRole('button', { name: /2026/ })
  expect(nearest).toHaveLength(5)

  await user.click(nearest[0] ?? expect.fail())
  expect(await screen.findByText(/Held for you/)).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Reason for visit' })).toHaveValue('Palpitations')
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  expect(sent(sim, '$book')).toHaveLength(1)
})

test('going back to the results gives the held time back', async () => {
  const { user, sim, address } = await choose()
  await screen.findByText(/Held for you/)
  expect(sim.inspect().liveHolds).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Back to results' }))
  await waitFor(() => expect(sim.inspect().liveHolds).toEqual([]))
  expect(address()).toBe('/find?from=2026-11-24')
})

describe('who comes back while the time is being given back', () => {
  /** The answer to the release waits. */
  const slowRelease = () => {
    let resolve: () => void = () => undefined
    const answered = new Promise<void>((release) => (resolve = release))
    const connected = (connection: Connection) => {
      const recorder = recorderOf(connection)
      const { perform } = recorder
      vi.spyOn(recorder, 'perform').mockImplementation(async (id, patientId, intent) => {
        const recorded = await perform(id, patientId, intent)
        if (intent.kind === 'release') await answered
        return recorded
      })
    }
    return { resolve: () => resolve(), connected }
  }

  test('waits for that, and has it held anew', async () => {
    const { resolve, connected } = slowRelease()
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

test('a server without $hold books all the same', async () => {
  const { user, sim } = await choose({ disturb: (clinic) => clinic.useScenario('no-hold') })
  await waitFor(() => expect(screen.queryByText(/Holding this time/)).not.toBeInTheDocument())
  await user.click(await screen.findByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  expect(sent(sim, '$hold')).toEqual([])
})

test('an answer that got lost after the booking is asked about, and only then said to be booked', async () => {
  const { user, sim } = await choose({ disturb: (clinic) => clinic.useScenario('answer-lost') })
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  expect(sent(sim, '$book')).toHaveLength(1)
})

test('a request that got lost is an unknown outcome first: no "try again" before it is safe', async () => {
  const { user } = await choose({ disturb: (clinic) => clinic.useScenario('request-lost') })
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Outcome unknown' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Check again' })).toBeVisible()
  expect(screen.getByText(/may still be on its way, for 10 s at most/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
})

test('a refusal says what the server said, and leads back to what was typed', async () => {
  const { user } = await choose({
    disturb: (clinic) => clinic.fault({ on: 'book', kind: 'refuse', diagnostics: 'The clinic closes at noon that day' }),
  })
  await screen.findByText(/Held for you/)
  await user.type(screen.getByRole('textbox', { name: 'Note' }), 'Interpreter needed')
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Not booked' })).toBeVisible()
  expect(screen.getByText(/The clinic closes at noon that day/)).toBeVisible()
  await user.click(await screen.findByRole('button', { name: 'Back to the booking' }))
  expect(await screen.findByRole('textbox', { name: 'Note' })).toHaveValue('Interpreter needed')
})

test('a booking that the clinic has to confirm is not called booked', async () => {
  const { user } = await choose({ disturb: (clinic) => clinic.useScenario('awaiting-confirmation') })
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Awaiting confirmation' })).toBeVisible()
  expect(screen.queryByText('Appointment booked')).not.toBeInTheDocument()
})

test('a busy server is tried again only after the time it asks for', async () => {
  const { user } = await choose({
    disturb: (clinic) => clinic.fault({ on: 'book', kind: 'status', status: 503, retryAfterSeconds: 60 }),
  })
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Not booked' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
})

test('without the permission to write, booking is not offered, and the screen says why', async () => {
  const sim = createClinicSim()
  const [offer] = await freeTimes(sim)
  await renderInClinic(<Screens />, {
    route: '/book/d2',
    sim,
    scopes: ['user/Appointment.rs', 'user/Patient.rs'],
    before: ({ drafts }) =>
      drafts.save({ id: 'd2', patientId: 'pat-4217', createdInstant: clinicNow, offer: offer ?? expect.fail(), criteria, reasonForVisit: '', note: '', search: '' }),
  })
  expect(await screen.findByText('This session may only look at appointments.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Book appointment' })).not.toBeInTheDocument()
})

test('a server that forbids it in spite of the scopes is explained, and not asked again', async () => {
  const { user, sim } = await choose({ disturb: (each) => each.fault({ on: 'book', kind: 'status', status: 403, times: 'always' }) })
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Not booked' })).toBeVisible()
  const said = within(screen.getByRole('status'))
  expect(said.getByText(/The server does not allow you to do this, whatever the launch granted\. Nothing was changed\./)).toBeVisible()
  expect(said.getByText('You are not allowed to do this.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  expect(sent(sim, '$book')).toHaveLength(1)
})

test('an answer about another patient is not believed, and said to be one', async () => {
  const { user } = await choose({
    disturb: (each) => {
      each.fault({ on: 'book', kind: 'another-patient', times: 'always' })
      // The first reading is the test's own.
      each.fault({ on: 'read', kind: 'drop-before', nth: 2, times: 'always' })
      each.fault({ on: 'search', kind: 'drop-before', times: 'always' })
    },
  })
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Outcome unknown' })).toBeVisible()
  expect(screen.getByText(/The server’s answer is about another patient, so it was not believed\./)).toBeVisible()
})

test('a draft of another patient is not shown', async () => {
  await choose({ patientId: 'pat-other' })
  expect(await screen.findByText('This booking is no longer here.')).toBeVisible()
})

test('a draft that was sent before the page was closed shows its outcome, not the form', async () => {
  const { address } = await choose({ sentAs: 'gone' })
  expect(await screen.findByText('This outcome is not recorded in this browser.')).toBeVisible()
  expect(address()).toBe('/outcome/gone')
})

test('a browser that can keep nothing says so before the booking, which can still be made', async () => {
  const { user, sim } = await choose({
    connected: ({ storage }) => Object.defineProperty(storage, 'trouble', { get: () => 'full' }),
  })
  expect(await screen.findByText('The outcome can’t be kept in this browser.')).toBeVisible()
  expect(sent(sim, '$book')).toEqual([])
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
})
