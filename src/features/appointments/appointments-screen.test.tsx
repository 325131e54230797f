import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import { clinicBase, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { AppointmentScreens, bookedVisit } from './testing/appointment-screens.tsx'

const list = (name: string) => screen.findByRole('table', { name })
const names = (table: HTMLElement) => within(table).getAllByRole('link').map((link) => link.getAttribute('aria-label'))
const searches = (sim: ReturnType<typeof createClinicSim>) =>
  sim.inspect().requests.filter(({ url }) => url.includes('Appointment/_search')).map(({ body }) => new URLSearchParams(body))

/** The clinic, except that requests whose address matches are answered with `body`. */
function answering(sim: Sim, address: RegExp, body: string): Sim {
  const headers = { 'content-type': 'application/fhir+json' }
  return { ...sim, handle: async (request) => (address.test(request.url) ? new Response(body, { headers }) : sim.handle(request)) }
}

describe('a patient’s appointments', () => {
  test('what is to come stands above what has been, the nearest first in both', async () => {
    await renderInClinic(<AppointmentScreens />, { route: '/appointments' })
    expect(names(await list('Upcoming'))).toEqual([
      'Monday 30 November 2026, 08:40–09:00, Follow-up visit',
      'Thursday 3 December 2026, 09:40–10:20, New patient consultation',
    ])
    expect(names(await list('Past'))[0]).toBe('Tuesday 17 November 2026, 13:40–14:00, Follow-up visit')
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(['Upcoming', 'Past'])
  })

  test('each row says who, where, what, its status, and its clock where there are several', async () => {
    await renderInClinic(<AppointmentScreens />, { route: '/appointments' })
    const link = await screen.findByRole('link', { name: /^Thursday 3 December 2026/ })
    const cells = within(link.closest('tr') ?? link).getAllByRole('cell').map(({ textContent }) => textContent)
    expect(cells.slice(1)).toEqual(['Dr. Lena Brandt', 'Room 1, Harbour Clinic', 'New patient consultation', 'Booked'])
    expect(cells[0]).toContain('Chicago time')
  })

  test('more than can be looked at are shown some at a time', async () => {
    const sim = createClinicSim()
    const visit = bookedVisit(sim)
    const many = Array.from({ length: 450 }, (_, nth) => ({ resource: { ...visit, id: `many-${nth}` } }))
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: many.length, entry: many })
    const clinic = await renderInClinic(<AppointmentScreens />, { route: '/appointments', sim: answering(sim, /Appointment\/_search/, body) })
    expect(names(await list('Upcoming'))).toHaveLength(200)
    await clinic.user.click(screen.getByRole('button', { name: 'Show 200 of 250 more' }))
    await clinic.user.click(screen.getByRole('button', { name: 'Show 50 of 50 more' }))
    expect(names(await list('Upcoming'))).toHaveLength(450)
    expect(screen.queryByRole('button', { name: /more$/ })).not.toBeInTheDocument()
  })

  test('a row opens its appointment', async () => {
    const { user, address, sim } = await renderInClinic(<AppointmentScreens />, { route: '/appointments' })
    await user.click(await screen.findByRole('link', { name: /^Thursday 3 December 2026/ }))
    expect(address()).toBe(`/appointments/${bookedVisit(sim).id}`)
    expect(await screen.findByRole('heading', { level: 1, name: 'Thursday 3 December 2026, 09:40–10:20' })).toBeVisible()
  })

  test('the server is asked for the patient and the days together, in the clinic’s zone', async () => {
    const { sim } = await renderInClinic(<AppointmentScreens />, {
      route: '/appointments?from=2026-11-01&to=2026-11-30',
      config: { clinicTimeZone: 'America/Chicago' },
    })
    await list('Past')
    const [query] = searches(sim)
    expect(query?.get('patient')).toBe('Patient/pat-4217')
    expect(query?.getAll('date')).toEqual(['ge2026-11-01T00:00:00-05:00', 'lt2026-12-01T00:00:00-06:00'])
  })

  test('a status filter stands in the address and in the question', async () => {
    const { sim, user, address } = await renderInClinic(<AppointmentScreens />, { route: '/appointments' })
    await list('Upcoming')
    await user.click(screen.getByRole('combobox', { name: 'Status' }))
    await user.click(await screen.findByRole('option', { name: 'Cancelled' }))
    await waitFor(() => expect(screen.queryByRole('link', { name: /^Thursday 3 December/ })).not.toBeInTheDocument())
    expect(names(await list('Upcoming'))).toEqual(['Monday 30 November 2026, 08:40–09:00, Follow-up visit'])
    expect(address()).toBe('/appointments?status=cancelled')
    expect(searches(sim).at(-1)?.get('status')).toBe('cancelled')
  })

  test('days the wrong way round are said at the field, and nothing is asked', async () => {
    const { sim } = await renderInClinic(<AppointmentScreens />, { route: '/appointments?from=2026-12-24&to=2026-12-01' })
    expect(screen.getByLabelText('From')).toHaveAccessibleDescription('The first day must not come after the last one.')
    expect(screen.getByLabelText('From')).toHaveValue('2026-12-24')
    expect(searches(sim)).toEqual([])
  })

  test('an empty answer never claims that there are none', async () => {
    const { user, address } = await renderInClinic(<AppointmentScreens />, {
      route: '/appointments?from=2027-02-01&to=2027-02-02&status=booked',
    })
    const answer = await screen.findByText('No appointments were returned for Mon 1 Feb 2027 to Tue 2 Feb 2027.')
    expect(answer.closest('[role=status]')).toHaveTextContent('some that the server does not let this session see')
    await user.click(screen.getByRole('button', { name: 'Any status' }))
    expect(address()).toBe('/appointments?from=2027-02-01&to=2027-02-02')
  })

  test('a server that fails is not an empty list, and can be asked again', async () => {
    const sim = createClinicSim()
    sim.fault({ on: 'search', kind: 'status', status: 403, times: 'always' })
    const { user } = await renderInClinic(<AppointmentScreens />, { route: '/appointments', sim })
    expect(await screen.findByRole('alert')).toHaveTextContent('The server does not allow you to see this.')
    expect(screen.getByRole('alert')).toHaveTextContent('that does not mean that there are none')
    sim.reset()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await list('Upcoming')
  })

  test('a launch for one patient lists only that patient’s', async () => {
    const { sim } = await renderInClinic(<AppointmentScreens />, {
      route: '/appointments?scope=practitioner&practitioner=Practitioner/brandt',
      patientIsFixed: true,
    })
    await list('Upcoming')
    expect(screen.queryByRole('radio')).not.toBeInTheDocument()
    expect(searches(sim).map((query) => query.get('patient'))).toEqual(['Patient/pat-4217'])
  })
})

describe('the day of a practitioner or place', () => {
  test('without a patient, a practitioner is asked for first', async () => {
    const { user, address, sim } = await renderInClinic(<AppointmentScreens />, {
      route: '/appointments?day=2026-12-03',
      patientId: null,
    })
    expect(screen.getByText('Choose a practitioner to see that day’s appointments.')).toBeVisible()
    expect(screen.queryByRole('radio', { name: 'Patient' })).not.toBeInTheDocument()
    await user.type(screen.getByRole('combobox', { name: 'Which practitioner' }), 'Brandt')
    await user.click(await screen.findByRole('option', { name: /Dr. Lena Brandt/ }))
    const rows = names(await list('That day'))
    expect(rows).toContain('Thursday 3 December 2026, 09:40–10:20, New patient consultation')
    expect(rows).toEqual(rows.toSorted())
    expect(screen.getByRole('cell', { name: 'Ida Romero' })).toBeVisible()
    expect(address()).toContain('practitioner=Practitioner%2Fbrandt')
    expect(searches(sim).at(-1)?.get('practitioner')).toBe('Practitioner/brandt')
  })

  test('a place’s day begins and ends by its own clock', async () => {
    const { sim } = await renderInClinic(<AppointmentScreens />, {
      route: '/appointments?scope=place&place=Location/riverside&day=2026-11-24',
      config: { clinicTimeZone: 'America/Chicago' },
    })
    await list('That day')
    expect(searches(sim).at(-1)?.getAll('date')).toEqual(['ge2026-11-24T00:00:00-07:00', 'lt2026-11-25T00:00:00-07:00'])
  })
})

test('what the server remarked and what could not be read is said beside the list', async () => {
  const sim = createClinicSim()
  const handle = sim.handle.bind(sim)
  const withRemark = async (request: Request) => {
    const answer = await handle(request)
    if (!request.url.startsWith(`${clinicBase}/Appointment/_search`) || !answer) return answer
    const bundle = await answer.json()
    const issue = [{ severity: 'information', code: 'informational', diagnostics: 'Only this site was searched.' }]
    const entry = [
      ...bundle.entry,
      { resource: { resourceType: 'Appointment', status: 7 }, search: { mode: 'match' } },
      { resource: { resourceType: 'OperationOutcome', issue }, search: { mode: 'outcome' } },
    ]
    return Response.json({ ...bundle, entry })
  }
  await renderInClinic(<AppointmentScreens />, { route: '/appointments', sim: { ...sim, handle: withRemark } })
  await list('Upcoming')
  expect(screen.getByText('Only this site was searched.')).toBeVisible()
  expect(screen.getByText('One appointment could not be read.')).toBeVisible()
})
