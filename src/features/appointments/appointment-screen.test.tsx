import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../fhir/types.ts'
import { createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { appointmentOf, AppointmentScreens, bookedVisit, bookings, someoneElseChanges } from './testing/appointment-screens.tsx'

const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent)
const valueOf = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent

async function open(day: string, options: Partial<Parameters<typeof renderInClinic>[1]> = {}) {
  const sim = options.sim ?? createClinicSim()
  const { id } = appointmentOf(sim, 'pat-4217', day)
  return { ...(await renderInClinic(<AppointmentScreens />, { route: `/appointments/${id}`, ...options, sim })), id }
}

describe('the details', () => {
  test('name the appointment, the person and the clinic’s clock', async () => {
    await open('2026-12-03')
    await heading('Thursday 3 December 2026, 09:40–10:20')
    expect(valueOf('Patient')).toBe('Ida Romero · 4 Mar 1958 (68) · female · MRN 004217')
    expect(await screen.findByText('Chicago time (UTC−06:00)')).toBeVisible()
    expect(valueOf('When')).toBe('Thursday 3 December 2026, 09:40–10:20Chicago time (UTC−06:00) · you: +6 h')
    expect(valueOf('Who')).toBe('Dr. Lena Brandt')
    expect(valueOf('Where')).toBe('Room 1, Harbour Clinic')
    expect(valueOf('What')).toBe('New patient consultation')
    expect(valueOf('Description')).toBe('New patient consultation with Dr. Lena Brandt')
    expect(valueOf('Status')).toBe('Booked')
    expect(valueOf('Last changed')).toContain('version 1')
  })

  test('a cancelled one says why, offers no change, and offers to look for a new time', async () => {
    const { user, address } = await open('2026-11-30')
    await heading('Monday 30 November 2026, 08:40–09:00')
    expect(valueOf('Cancellation reason')).toBe('Cancelled by the patient, no reason given')
    expect(screen.getByText('Its status is “Cancelled”. Only a booked appointment can be changed, and only a booked or pending one cancelled.')).toBeVisible()
    expect(buttons()).toEqual(['Find a new time'])
    await user.click(screen.getByRole('button', { name: 'Find a new time' }))
    expect(address()).toMatch(/^\/find\?/)
    expect(address()).not.toContain('moves=')
  })

  test('a pending one can only be cancelled', async () => {
    const sim = createClinicSim()
    const { id } = bookedVisit(sim)
    sim.fault({ on: 'modify', kind: 'wrong-status', status: 'pending' })
    await someoneElseChanges(sim, id, { comment: 'Please confirm' })
    await open('2026-12-03', { sim })
    expect(await screen.findByText('This appointment is not confirmed yet.')).toBeVisible()
    expect(buttons()).toEqual(['Cancel appointment'])
  })

  test('a launch that may not write explains why nothing can be changed', async () => {
    await open('2026-12-03', { scopes: ['user/Appointment.rs', 'user/Patient.rs', 'user/*.rs'] })
    expect(await screen.findByText('This session may only look at appointments.')).toBeVisible()
    expect(buttons()).toEqual([])
  })

  test('"Reschedule" looks for times like this one', async () => {
    const { user, address, id } = await open('2026-12-03')
    await user.click(await screen.findByRole('button', { name: 'Reschedule' }))
    const query = new URLSearchParams(address().split('?')[1])
    expect(Object.fromEntries(query)).toEqual({
      specialty: 'http://snomed.info/sct|394579002',
      'visit-type': 'http://snomed.info/sct|185387006',
      practitioner: 'Practitioner/brandt',
      moves: id,
    })
  })
})

describe('what can’t be shown', () => {
  test('an id that the server doesn’t know', async () => {
    await renderInClinic(<AppointmentScreens />, { route: '/appointments/no-such-one' })
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no appointment to show at this address.')
    expect(screen.queryByRole('button', { name: 'Cancel appointment' })).not.toBeInTheDocument()
  })

  test('garbage from the server, which can be asked again', async () => {
    const sim = createClinicSim()
    const { id } = bookedVisit(sim)
    sim.fault({ on: 'scheduling', kind: 'html' })
    const { user } = await renderInClinic(<AppointmentScreens />, { route: `/appointments/${id}`, sim })
    expect(await screen.findByRole('alert')).toHaveTextContent('The server’s answer could not be understood.')
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await heading('Thursday 3 December 2026, 09:40–10:20')
  })
})

describe('another patient’s appointment', () => {
  const facts = /09:40|Brandt|New patient/

  test('is refused in a session that was launched for one patient', async () => {
    await open('2026-12-03', { patientId: 'pat-4222', patientIsFixed: true })
    await heading('Another patient’s appointment')
    expect(screen.getByText(/Slotline was launched for Wei Chen and shows nothing of anyone else’s appointments/)).toBeVisible()
    expect(document.body).not.toHaveTextContent(facts)
    expect(document.body).not.toHaveTextContent('Romero')
    expect(buttons()).toEqual([])
  })

  test('offers a clerk to switch to that patient, fully named, and then shows it', async () => {
    const { user } = await open('2026-12-03', { patientId: 'pat-4222' })
    await heading('Another patient’s appointment')
    const offer = (await screen.findByText('Ida Romero · 4 Mar 1958 (68) · female · MRN 004217')).parentElement ?? document.body
    expect(offer).toHaveTextContent('You are working with Wei Chen now')
    expect(document.body).not.toHaveTextContent(facts)
    await user.click(within(offer).getByRole('button', { name: 'Switch to Ida Romero' }))
    await heading('Thursday 3 December 2026, 09:40–10:20')
    expect(valueOf('Patient')).toContain('Ida Romero')
  })

  test('is shown to a clerk without a patient once they have chosen that one', async () => {
    const { user } = await open('2026-12-03', { patientId: null })
    await heading('Choose the patient first')
    await user.click(await screen.findByRole('button', { name: 'Work with Ida Romero' }))
    await heading('Thursday 3 December 2026, 09:40–10:20')
  })

  test('can’t be opened for a change by its address', async () => {
    const sim = createClinicSim()
    const { id } = bookedVisit(sim)
    await renderInClinic(<AppointmentScreens />, { route: `/appointments/${id}?open=cancel`, patientId: 'pat-4222', sim })
    await heading('Another patient’s appointment')
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    expect(bookings(sim)).toEqual([])
  })
})

test('an appointment that doesn’t say whose it is counts as the patient’s only if the server lists it for them', async () => {
  const anonymous = (sim: ReturnType<typeof createClinicSim>) => ({
    ...sim,
    async handle(request: Request) {
      const answer = await sim.handle(request)
      if (!/\/Appointment\/a-\d+$/.test(request.url) || !answer) return answer
      const appointment = (await answer.json()) as Appointment
      return Response.json({ ...appointment, participant: appointment.participant.slice(1) })
    },
  })
  const sim = createClinicSim()
  const { unmount } = await open('2026-12-03', { sim: anonymous(sim) })
  await heading('Thursday 3 December 2026, 09:40–10:20')
  unmount()
  await open('2026-12-03', { sim: anonymous(sim), patientId: 'pat-4222' })
  expect(await screen.findByText('The server does not say whose appointment this is.')).toBeVisible()
  expect(document.body).not.toHaveTextContent('09:40')
})
