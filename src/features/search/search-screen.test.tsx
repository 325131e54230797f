import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { cardiology, day, field, find, findOffers, form, harbourOneDay, narrow, pick, region, sent } from './testing/find-screen.ts'
import { SearchScreen } from './search-screen.tsx'

describe('the search', () => {
  test('runs by itself for two weeks on first arrival, for the patient', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: '/find', config: { clinicTimeZone: 'America/Chicago' } })
    await findOffers()
    expect(sent(clinic)).toEqual([
      ['start=2026-11-23T08:05:00-06:00', 'end=2026-12-08T00:00:00-06:00', 'patient-reference=Patient/pat-4217'],
    ])
  })

  test('asks for what the form holds, and the address then holds it too', async () => {
    const clinic = await renderInClinic(<SearchScreen />, {
      route: '/find?to=2026-11-23',
      config: { clinicTimeZone: 'America/Chicago' },
    })
    await findOffers()
    day('From', '2026-11-24')
    day('To', '2026-11-25')
    await pick(clinic, 'Specialty', 'cardio')
    await pick(clinic, 'Visit type', 'follow-up v')
    await pick(clinic, 'Practitioner', 'brandt')
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(sent(clinic)[1]).toEqual([
      'start=2026-11-24T00:00:00-06:00',
      'end=2026-11-26T00:00:00-06:00',
      'specialty=http://snomed.info/sct|394579002',
      'visit-type=http://snomed.info/sct|185389009',
      'practitioner=Practitioner/brandt',
      'patient-reference=Patient/pat-4217',
    ])
    expect(clinic.address()).toBe(
      `/find?from=2026-11-24&to=2026-11-25&specialty=${cardiology}&visit-type=http%3A%2F%2Fsnomed.info%2Fsct%7C185389009` +
        '&practitioner=Practitioner%2Fbrandt',
    )
  })

  test('asks for times of day and days of the week as a preference', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await pick(clinic, 'Time of day', 'morn')
    await pick(clinic, 'Days of week', 'tues')
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(sent(clinic)[1]).toContain('timing={"repeat":{"dayOfWeek":["tue"],"when":["MORN"]}}')
    expect(clinic.address()).toMatch(/&time=morning&day=tue$/)
  })

  test('goes out anew each time the button is pressed', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(clinic.address()).toBe('/find?from=2026-11-24&to=2026-11-24&practitioner=Practitioner%2Fbrandt')
  })

  test('takes a code that is typed, and a text that was typed and left', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await pick(clinic, 'Visit type', 'http://snomed.info/sct|40701008')
    await clinic.user.click(field('Location'))
    await clinic.user.paste('Riverside Clinic')
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(sent(clinic)[1]).toEqual(
      expect.arrayContaining(['visit-type=http://snomed.info/sct|40701008', 'location-reference=Location/riverside']),
    )
  })

  test('says what was typed and can’t be looked for', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await clinic.user.click(field('Specialty'))
    await clinic.user.paste('homeopathy')
    await clinic.user.tab()
    expect(field('Specialty')).toHaveAccessibleDescription(/“homeopathy” is not in the list/)
  })

  test('with the days the wrong way round says so at the field, sends nothing and loses nothing', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await pick(clinic, 'Specialty', 'cardio')
    day('From', '2026-11-30')
    await find(clinic)
    const to = within(form()).getByLabelText('To')
    expect(to).toHaveAccessibleDescription(/The last day lies before the first/)
    expect(to).toHaveFocus()
    expect(sent(clinic)).toHaveLength(1)
    expect(within(form()).getByLabelText('From')).toHaveValue('2026-11-30')
    expect(within(form()).getByText('Cardiology')).toBeVisible()
  })

  test('whose address has the days the wrong way round says so, and sends nothing', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: '/find?from=2026-12-01&to=2026-11-24' })
    expect(within(form()).getByLabelText('To')).toHaveAccessibleDescription(/The last day lies before the first/)
    expect(within(region()).getByText('Nothing was searched for.')).toBeVisible()
    expect(sent(clinic)).toHaveLength(0)
  })

  test('offers only practitioners of the specialty chosen', async () => {
    const { user } = await renderInClinic(<SearchScreen />, { route: `/find?specialty=${cardiology}` })
    await findOffers()
    await user.click(field('Practitioner'))
    expect(within(screen.getByRole('listbox')).getAllByRole('option').map((option) => option.textContent)).toEqual([
      'Dr. Kenji SatoCardiology',
      'Dr. Lena BrandtCardiology',
    ])
  })

  test('fills the days in by one click', async () => {
    const { user } = await renderInClinic(<SearchScreen />, { route: '/find', config: { clinicTimeZone: 'America/Chicago' } })
    await findOffers()
    await user.click(within(form()).getByRole('button', { name: 'This week' }))
    expect(within(form()).getByLabelText('To')).toHaveValue('2026-11-29')
  })
})

describe('a search that fails', () => {
  test('says why, and can be tried again', async () => {
    const sim = createClinicSim()
    sim.fault({ on: 'find', kind: 'html' })
    const { user } = await renderInClinic(<SearchScreen />, { sim, route: harbourOneDay })
    expect(await within(region()).findByRole('alert')).toHaveTextContent('The server’s answer could not be understood.')
    await user.click(within(region()).getByRole('button', { name: 'Try again' }))
    await findOffers()
  })

  test('for too long a range shows the server’s words and offers four weeks', async () => {
    const clinic = await renderInClinic(<SearchScreen />, {
      route: '/find?from=2026-11-24&to=2027-06-30&practitioner=Practitioner/brandt',
    })
    expect(await within(region()).findByRole('alert')).toHaveTextContent('no longer than 92 days')
    await clinic.user.click(within(region()).getByRole('button', { name: 'Search the first four weeks' }))
    await findOffers()
    expect(clinic.address()).toBe('/find?from=2026-11-24&to=2026-12-21&practitioner=Practitioner%2Fbrandt')
  })

  test('of the patient’s appointments leaves the offers, and says that overlaps are not marked', async () => {
    const sim = createClinicSim()
    sim.fault({ on: 'search', kind: 'status', status: 403, times: 'always' })
    await renderInClinic(<SearchScreen />, { sim, route: harbourOneDay })
    await findOffers()
    expect(await within(region()).findByText(/offers that overlap them are not marked/)).toBeVisible()
    // The directory can't be read either, so the fields' choices come from the offers.
    expect(field('Practitioner')).toBeVisible()
  })
})

describe('on a narrow screen', () => {
  test('the criteria fold into a line, and open to be changed', async () => {
    narrow()
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    expect(screen.queryByRole('form', { name: 'Search criteria' })).not.toBeInTheDocument()
    expect(await screen.findByText('Tue 24 Nov · Dr. Lena Brandt')).toBeVisible()
    await clinic.user.click(screen.getByRole('button', { name: 'Change criteria' }))
    expect(within(form()).getByLabelText('From')).toHaveFocus()
    await find(clinic)
    expect(screen.queryByRole('form', { name: 'Search criteria' })).not.toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'Available appointments' })).toHaveFocus()
  })
})
