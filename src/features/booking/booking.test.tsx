import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { clearWhileSending, clinicNow, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { choose, criteria, freeTimes, Screens, sent } from './testing/booking-screens.tsx'

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
      // The first read is the test's own.
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

test('a booking is shown though the browser throws away what is kept while it is sent', async () => {
  const { user, connection } = await choose({ disturb: clearWhileSending })
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
  expect(connection.storage.trouble).toBe('cleared')
})

test('a booking is shown as long as its form is there, whatever is known of who was chosen', async () => {
  const { user } = await choose({ connected: ({ chosenPatient }) => vi.spyOn(chosenPatient, 'load').mockResolvedValue(undefined) })
  await screen.findByText(/Held for you/)
  await user.click(screen.getByRole('button', { name: 'Book appointment' }))
  expect(await screen.findByRole('heading', { name: 'Appointment booked' })).toBeVisible()
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
