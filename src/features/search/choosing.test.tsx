import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { textsOf } from '../../fhir/appointment-texts.ts'
import type { Connection } from '../../queries/connection.tsx'
import { clinicBase, clinicNow, renderInClinic } from '../../testing/clinic.tsx'
import { goBack, navigate } from '../../ui/address/hash-location.ts'
import { booked, field, find, findOffers, harbourOneDay, offers, sent } from './testing/find-screen.ts'
import { SearchScreen } from './search-screen.tsx'

describe('choosing an offer', () => {
  test('keeps a draft and goes to book it; twice in a row chooses once', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    const [first] = await findOffers()
    await clinic.user.dblClick(first!)
    await waitFor(() => expect(clinic.address()).toMatch(/^\/book\/[0-9a-f-]{36}\?from=2026-11-24&to=2026-11-24/))
    await waitFor(() => expect(first).toHaveAttribute('aria-current', 'true'))
    const drafts = await clinic.connection.drafts.ofPatient('pat-4217')
    expect(drafts).toHaveLength(1)
    expect(drafts[0]).toMatchObject({
      patientId: 'pat-4217',
      offer: { status: 'proposed', start: expect.stringContaining('2026-11-24') },
      search: '?from=2026-11-24&to=2026-11-24&practitioner=Practitioner/brandt',
      criteria: { practitioner: [{ reference: 'Practitioner/brandt' }] },
    })
    expect(sent(clinic)).toHaveLength(1)
  })

  test('carries a reason in words over to the booking, and keeps it out of the address and the search', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await clinic.user.click(field('Reason'))
    await clinic.user.paste('palpitations at night')
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(sent(clinic)[1]?.some((parameter) => parameter.startsWith('reason'))).toBe(false)
    expect(clinic.address()).not.toContain('palpitations')
    expect(field('Reason')).toHaveAccessibleDescription(/not a known code/)
    await clinic.user.click((await findOffers())[0]!)
    await waitFor(() => expect(clinic.address()).toMatch(/^\/book\//))
    await waitFor(async () => {
      const [draft] = await clinic.connection.drafts.ofPatient('pat-4217')
      expect(draft?.reasonForVisit).toBe('palpitations at night')
    })
  })
})

const week = { start: '2026-11-24T00:00:00-06:00', end: '2026-12-01T00:00:00-06:00' }

test('the reason of a new search is not replaced by that of a booking which was left', async () => {
  const texts = { reasonForVisit: 'palpitations', note: 'needs a ramp', search: '' }
  const left = { id: 'd0', patientId: 'pat-4217', createdInstant: clinicNow, criteria: week, ...texts }
  const clinic = await renderInClinic(<SearchScreen />, {
    route: harbourOneDay,
    before: ({ drafts }) => drafts.save({ ...left, offer: { resourceType: 'Appointment', status: 'proposed', participant: [] } }),
  })
  await findOffers()
  await clinic.user.click(field('Reason'))
  await clinic.user.paste('prescription renewal')
  await find(clinic)
  await waitFor(() => expect(sent(clinic)).toHaveLength(2))
  await clinic.user.click((await findOffers())[0]!)
  await waitFor(() => expect(clinic.address()).toMatch(/^\/book\//))
  await waitFor(async () => {
    const drafts = await clinic.connection.drafts.ofPatient('pat-4217')
    expect(drafts.map(({ reasonForVisit, note }) => [reasonForVisit, note])).toEqual([['prescription renewal', 'needs a ramp']])
  })
})

test('what was typed for a booking that was left is kept when another time is chosen for the same reason', async () => {
  const texts = { reasonForVisit: 'palpitations at night', begunWith: '', note: '', search: '' }
  const left = { id: 'd0', patientId: 'pat-4217', createdInstant: clinicNow, criteria: week, ...texts }
  const clinic = await renderInClinic(<SearchScreen />, {
    route: harbourOneDay,
    before: ({ drafts }) => drafts.save({ ...left, offer: { resourceType: 'Appointment', status: 'proposed', participant: [] } }),
  })
  await clinic.user.click((await findOffers())[0]!)
  await waitFor(() => expect(clinic.address()).toMatch(/^\/book\//))
  await waitFor(async () => {
    const drafts = await clinic.connection.drafts.ofPatient('pat-4217')
    expect(drafts.map(({ reasonForVisit }) => reasonForVisit)).toEqual(['palpitations at night'])
  })
})

test('what was typed for a move that was left is kept when another time is chosen', async () => {
  const { sim, patientId, appointment } = booked()
  const { reasonForVisit: begunWith } = textsOf(appointment)
  const left = { id: 'd0', patientId, createdInstant: clinicNow, criteria: week, moves: appointment, begunWith }
  const clinic = await renderInClinic(<SearchScreen />, {
    ...{ sim, patientId, route: `/find?moves=${appointment.id}` },
    before: ({ drafts }) =>
      drafts.save({
        ...left,
        ...{ reasonForVisit: 'worse since Monday', note: 'needs a ramp', search: '' },
        offer: { resourceType: 'Appointment', status: 'proposed', participant: [] },
      }),
  })
  await clinic.user.click((await findOffers())[0]!)
  await waitFor(() => expect(clinic.address()).toMatch(/^\/book\//))
  await waitFor(async () => {
    const drafts = await clinic.connection.drafts.ofPatient(patientId)
    expect(drafts.map(({ reasonForVisit, note }) => [reasonForVisit, note])).toEqual([['worse since Monday', 'needs a ramp']])
  })
})

test('a reason in words belongs to its search: another one begins without, and going back brings it again', async () => {
  const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
  await findOffers()
  await clinic.user.click(field('Reason'))
  await clinic.user.paste('palpitations at night')
  await find(clinic)
  await waitFor(() => expect(field('Reason')).toHaveAccessibleDescription(/palpitations at night/))
  act(() => navigate('/find'))
  await waitFor(() => expect(field('Reason')).not.toHaveAccessibleDescription(/palpitations/))
  act(() => goBack())
  await waitFor(() => expect(clinic.address()).toContain('from=2026-11-24'), { timeout: 20_000 })
  await waitFor(() => expect(field('Reason')).toHaveAccessibleDescription(/palpitations at night/))
  expect(JSON.stringify(history.state)).not.toContain('palpitations')
})

describe('moving an appointment', () => {
  test('says what is moved, and can be left', async () => {
    const { sim, patientId, appointment } = booked()
    const clinic = await renderInClinic(<SearchScreen />, { sim, patientId, route: `/find?moves=${appointment.id}` })
    await findOffers()
    expect(await screen.findByText(/^Moving:/)).toHaveTextContent(/\d\d:\d\d–\d\d:\d\d, Dr\. /)
    expect(clinic.address()).toContain(`moves=${appointment.id}`)
    expect(sent(clinic)).toHaveLength(1)
    await clinic.user.click(offers()[0]!)
    await waitFor(async () => {
      const [draft] = await clinic.connection.drafts.ofPatient(patientId)
      expect(draft?.moves?.id).toBe(appointment.id)
    })
    await clinic.user.click(screen.getByRole('link', { name: 'Keep the present time' }))
    expect(clinic.address()).toBe(`/appointments/${appointment.id}`)
  })

  test('of another patient is refused, and nothing is searched for', async () => {
    const { sim, appointment } = booked()
    const clinic = await renderInClinic(<SearchScreen />, { sim, patientId: 'pat-4225', route: `/find?moves=${appointment.id}` })
    expect(await screen.findByRole('alert')).toHaveTextContent('belongs to another patient')
    expect(sent(clinic)).toHaveLength(0)
  })

  test('whose patient is named in words only is refused too: nobody knows whose it is', async () => {
    const { sim, patientId, appointment } = booked()
    const inWords = async (request: Request) => {
      const answer = await sim.handle(request)
      const isIt = answer !== undefined && request.url.endsWith(`/Appointment/${appointment.id}`)
      return isIt ? new Response((await answer.text()).replace(`"reference":"Patient/${patientId}"`, '"type":"Patient"'), answer) : answer
    }
    const route = `/find?moves=${appointment.id}`
    const clinic = await renderInClinic(<SearchScreen />, { sim: { ...sim, handle: inWords }, patientId, route })
    expect(await screen.findByRole('alert')).toHaveTextContent('The server does not say whose appointment is to be moved.')
    expect(sent(clinic)).toHaveLength(0)
  })

  test('on a server with records of its own is moved for none but the patient whom its record is about', async () => {
    for (const isTheirs of [false, true]) {
      const { sim, appointment, patientId } = booked()
      const ownRecords = async (request: Request) => {
        const isRecord = request.url.endsWith('/Patient/k-77')
        const answer = await sim.handle(isRecord ? new Request(`${clinicBase}/Patient/${patientId}`, request) : request)
        if (!answer || !(isRecord || request.url.includes('/Appointment/'))) return answer
        const named = (await answer.text()).replaceAll(`Patient/${patientId}`, 'Patient/k-77')
        return new Response(named.replace(`"id":"${patientId}"`, '"id":"k-77"'), answer)
      }
      const before = (connection: Connection) => {
        Object.assign(connection.server, { sharesPatients: false })
        return Promise.resolve()
      }
      const { unmount } = await renderInClinic(<SearchScreen />, {
        ...{ sim: { ...sim, handle: ownRecords }, before },
        patientId: isTheirs ? patientId : 'pat-4225',
        route: `/find?moves=${appointment.id}`,
      })
      if (isTheirs) expect(await screen.findByText(/Moving/)).toBeVisible()
      else expect(await screen.findByRole('alert')).toHaveTextContent('belongs to another patient')
      unmount()
    }
  })

  test('of which it can’t be found out whose it is, is not called another patient’s', async () => {
    const { sim, patientId, appointment } = booked()
    const silent = async (request: Request) => {
      if (/\/(?:Patient\/k-77|Appointment\/_search)$/.test(request.url)) return new Response('', { status: 403 })
      const answer = await sim.handle(request)
      if (!answer || !request.url.endsWith(`/Appointment/${appointment.id}`)) return answer
      return new Response((await answer.text()).replaceAll(`Patient/${patientId}`, 'Patient/k-77'), answer)
    }
    const before = (connection: Connection) => {
      Object.assign(connection.server, { sharesPatients: false })
      return Promise.resolve()
    }
    const route = `/find?moves=${appointment.id}`
    await renderInClinic(<SearchScreen />, { sim: { ...sim, handle: silent }, patientId, before, route })
    expect(await screen.findByRole('alert')).toHaveTextContent('The appointment to be moved could not be loaded.')
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
  })

  test('that isn’t there says so', async () => {
    await renderInClinic(<SearchScreen />, { route: '/find?moves=nothing' })
    expect(await screen.findByRole('alert')).toHaveTextContent('The appointment to be moved could not be loaded.')
  })
})
