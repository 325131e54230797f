import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { CurrentPatientBanner } from './current-patient-banner.tsx'

const banner = () => screen.findByRole('region', { name: 'Patient' })

test('a chosen patient is named by four things, and can be changed', async () => {
  const { user, address } = await renderInClinic(<CurrentPatientBanner />, { route: '/find' })
  expect(await banner()).toHaveTextContent('Ida Romero4 Mar 1958 (68)·female·MRN 004217')
  await user.click(screen.getByRole('link', { name: 'Change patient' }))
  expect(address()).toBe('/patient')
})

test('a patient that the launch gave can’t be changed', async () => {
  await renderInClinic(<CurrentPatientBanner />, { route: '/find', patientIsFixed: true })
  await banner()
  expect(screen.queryByRole('link', { name: 'Change patient' })).not.toBeInTheDocument()
})

test('somebody else’s record in place of the one asked for is refused, and said to be', async () => {
  const sim = createClinicSim()
  // The first read is the test's own.
  sim.fault({ on: 'read', kind: 'another-patient', nth: 2, times: 'always' })
  await renderInClinic(<CurrentPatientBanner />, { route: '/find', patientIsFixed: true, sim })
  expect(await screen.findByText(/The server answered about another patient or record than the one asked for\./)).toBeVisible()
  expect(screen.queryByRole('region', { name: 'Patient' })).not.toBeInTheDocument()
  expect(screen.queryByText(/Romero/)).not.toBeInTheDocument()
})

test('where the EHR shows a banner itself, name and record number remain', async () => {
  await renderInClinic(<CurrentPatientBanner />, { route: '/find', patientIsFixed: true, needPatientBanner: false })
  expect(await banner()).toHaveTextContent('Ida RomeroMRN 004217')
})

test('without a patient it leads to choosing one', async () => {
  await renderInClinic(<CurrentPatientBanner />, { route: '/find', patientId: null })
  expect(screen.getByRole('link', { name: 'Choose a patient' })).toHaveAttribute('href', '#/patient')
})
