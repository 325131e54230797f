import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderInClinic } from '../../testing/clinic.tsx'
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

test('where the EHR shows a banner itself, name and record number remain', async () => {
  await renderInClinic(<CurrentPatientBanner />, { route: '/find', patientIsFixed: true, needPatientBanner: false })
  expect(await banner()).toHaveTextContent('Ida RomeroMRN 004217')
})

test('without a patient it leads to choosing one', async () => {
  await renderInClinic(<CurrentPatientBanner />, { route: '/find', patientId: null })
  expect(screen.getByRole('link', { name: 'Choose a patient' })).toHaveAttribute('href', '/patient')
})
