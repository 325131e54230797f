import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createClinicSim, renderInClinic, type Clinic } from '../../testing/clinic.tsx'
import { ChoosePatientScreen } from './choose-patient-screen.tsx'

const withoutPatient = { route: '/patient', patientId: null }
const list = () => screen.findByRole('list', { name: 'Patients found' })

async function search({ user }: Clinic, what: { name?: string; number?: string }): Promise<void> {
  if (what.name) await user.type(screen.getByLabelText('Name'), what.name)
  if (what.number) await user.type(screen.getByLabelText('Record number'), what.number)
  await user.click(screen.getByRole('button', { name: 'Search patients' }))
}

describe('looking for a patient', () => {
  test('by name gives each as one button that names one person', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await search(clinic, { name: 'romero' })
    expect(await screen.findByRole('button', { name: 'Ida Romero, born 4 Mar 1958 (68), female, MRN 004217' })).toBeVisible()
  })

  test('by record number and Enter', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await clinic.user.type(screen.getByLabelText('Record number'), '004217{Enter}')
    expect(await screen.findByRole('button', { name: /^Ida Romero/ })).toBeVisible()
  })

  test('keeps what was asked for out of the address', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await search(clinic, { name: 'romero' })
    await list()
    expect(clinic.address()).toBe('/patient')
    expect(clinic.sim.inspect().requests.filter(({ url }) => url.includes('romero'))).toEqual([])
  })

  test('by nothing says what is needed, and asks nothing', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await search(clinic, {})
    expect(screen.getByLabelText('Name')).toHaveAccessibleDescription('Enter a name, a birth date or a record number.')
    expect(screen.getByLabelText('Name')).toHaveFocus()
    expect(clinic.sim.inspect().requests).toEqual([])
  })

  test('marks those of the same name, so that birth date and number are compared', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await search(clinic, { name: 'smith' })
    const rows = within(await list()).getAllByRole('button')
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row).toHaveAccessibleDescription(/Same name as another patient/)
  })

  test('that isn’t there says what to try', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await search(clinic, { name: 'nobody at all' })
    expect(await screen.findByText('No patient was returned.')).toBeVisible()
    expect(screen.getByText(/the family name alone/)).toBeVisible()
  })

  test('that fails says why, and can be tried again', async () => {
    const sim = createClinicSim()
    sim.fault({ on: 'search', kind: 'html' })
    const clinic = await renderInClinic(<ChoosePatientScreen />, { ...withoutPatient, sim })
    await search(clinic, { name: 'romero' })
    expect(await screen.findByRole('alert')).toHaveTextContent('The server’s answer could not be understood.')
    await clinic.user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: /^Ida Romero/ })).toBeVisible()
  })
})

describe('choosing a patient', () => {
  test('goes on to find a time, for this session', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await search(clinic, { name: 'romero' })
    await clinic.user.click(await screen.findByRole('button', { name: /^Ida Romero/ }))
    await waitFor(() => expect(clinic.address()).toBe('/find'))
    expect(await clinic.connection.chosenPatient.load()).toBe('pat-4217')
  })

  test('whose record is not in use takes a second click, after a warning', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await search(clinic, { name: 'clark' })
    await clinic.user.click(await screen.findByRole('button', { name: /^Walter Clark/ }))
    expect(screen.getByRole('alert')).toHaveTextContent('This record is not in use.')
    expect(clinic.address()).toBe('/patient')
    await clinic.user.click(screen.getByRole('button', { name: 'Work with this record' }))
    await waitFor(() => expect(clinic.address()).toBe('/find'))
    expect(await clinic.connection.chosenPatient.load()).toBe('pat-4270')
  })

  test('whose record was replaced offers the one that replaces it', async () => {
    const clinic = await renderInClinic(<ChoosePatientScreen />, withoutPatient)
    await search(clinic, { number: '004275' })
    await clinic.user.click(await screen.findByRole('button', { name: /^Joan Walker, born 30 May 1943/ }))
    expect(
      await screen.findByText('The patient’s record is now: Joan Walker, born 3 May 1943 (83), female, MRN 004274'),
    ).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Work with this record' })).not.toBeInTheDocument()
    await clinic.user.click(screen.getByRole('button', { name: 'Work with the replacing record' }))
    await waitFor(() => expect(clinic.address()).toBe('/find'))
    expect(await clinic.connection.chosenPatient.load()).toBe('pat-4274')
  })

  test('is not possible where the launch gave the patient', async () => {
    await renderInClinic(<ChoosePatientScreen />, { route: '/patient', patientIsFixed: true })
    expect(screen.getByText('This session is for one patient.')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Search patients' })).not.toBeInTheDocument()
  })
})
