// @vitest-environment jsdom
import { getByRole, queryByTitle, waitFor, within } from '@testing-library/dom'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EhrBackend, EhrState } from './ehr-backend.ts'
import { mountEhrPage } from './ehr-page.ts'

const state: EhrState = {
  users: [{ resourceType: 'Practitioner', id: 'haas', name: [{ prefix: ['Dr.'], family: 'Haas' }] }],
  patients: [
    { resourceType: 'Patient', id: 'romero', name: [{ given: ['Ida'], family: 'Romero' }], birthDate: '1958-03-04' },
    { resourceType: 'Patient', id: 'muller', name: [{ given: ['Jörg'], family: 'Müller' }], active: false },
  ],
  scenarios: { usual: 'All is well.', slow: 'Every answer takes a while.' },
  scenario: 'usual',
  variant: 'usual',
}

const url = 'https://app.example.org/launch.html?iss=i&launch=l'
const openTab = vi.fn()
const user = userEvent.setup()
const root = document.body
let backend: EhrBackend

beforeEach(() => {
  openTab.mockClear()
  backend = {
    read: vi.fn(async () => state),
    launch: vi.fn(async () => url),
    launchSeparate: vi.fn(async () => `${url}&separate`),
    useScenario: vi.fn(async () => undefined),
    useVariant: vi.fn(async () => undefined),
    reset: vi.fn(async () => undefined),
  }
})

const mount = (search = '') => mountEhrPage(root, { backend, search, openTab })
const combobox = (name: string) => getByRole(root, 'combobox', { name })
const press = (name: string) => user.click(getByRole(root, 'button', { name }))

describe('the EHR page', () => {
  it('launches the app with the chosen user and patient', async () => {
    await mount()
    await user.selectOptions(combobox('Patient'), 'muller')
    await press('Launch')
    await waitFor(() => expect(openTab).toHaveBeenCalledWith(url, 'this'))
    expect(backend.launch).toHaveBeenCalledWith({ user: 'haas', patient: 'muller', askConsent: true, needPatientBanner: true })
  })

  it('launches from an EHR beside the scheduling server’s organisation', async () => {
    await mount()
    await user.click(getByRole(root, 'checkbox', { name: /^Appointments at another organisation/ }))
    await press('Launch')
    await waitFor(() => expect(openTab).toHaveBeenCalledWith(`${url}&separate`, 'this'))
    expect(backend.launch).not.toHaveBeenCalled()
  })

  it('launches without a patient and without consent in a new tab', async () => {
    await mount()
    await user.selectOptions(combobox('Patient'), 'No patient')
    await user.click(getByRole(root, 'checkbox', { name: 'Ask for consent' }))
    await user.click(getByRole(root, 'radio', { name: 'New tab' }))
    await press('Launch')
    await waitFor(() => expect(openTab).toHaveBeenCalledWith(url, 'new'))
    expect(backend.launch).toHaveBeenCalledWith({ user: 'haas', askConsent: false, needPatientBanner: true })
  })

  it('shows the app beside the chart until another chart is opened', async () => {
    await mount()
    await user.click(getByRole(root, 'radio', { name: /Embedded/ }))
    await press('Launch')
    await waitFor(() => expect(queryByTitle(root, 'Slotline')).not.toBeNull())
    expect(queryByTitle(root, 'Slotline')).toHaveProperty('src', url)
    expect(backend.launch).toHaveBeenCalledWith(expect.objectContaining({ needPatientBanner: false }))
    await user.selectOptions(combobox('Patient'), 'muller')
    expect(queryByTitle(root, 'Slotline')).toBeNull()
    expect(getByRole(root, 'heading', { name: 'Jörg Müller' })).not.toBeNull()
  })

  it('finds patients without regard to case and accents', async () => {
    await mount()
    await user.type(getByRole(root, 'searchbox', { name: 'Search patients' }), 'MULLER jorg')
    expect(combobox('Patient')).toHaveProperty('value', 'muller')
    const offered = within(combobox('Patient')).getAllByRole('option').map(({ textContent }) => textContent)
    expect(offered).toEqual(['Jörg Müller · inactive', 'No patient'])
  })

  it('chooses nobody when nobody matches', async () => {
    await mount()
    await user.type(getByRole(root, 'searchbox', { name: 'Search patients' }), 'nobody at all')
    expect(combobox('Patient')).toHaveProperty('value', '')
  })

  it('sets scenario and variant before the launch that follows', async () => {
    await mount()
    await user.selectOptions(combobox('Scenario'), 'slow')
    await user.selectOptions(combobox('Launch variant'), 'denied')
    await press('Launch')
    await waitFor(() => expect(openTab).toHaveBeenCalled())
    expect(backend.useScenario).toHaveBeenCalledWith('slow')
    expect(backend.useVariant).toHaveBeenCalledWith('denied')
    expect(vi.mocked(backend.useVariant).mock.invocationCallOrder[0]).toBeLessThan(
      vi.mocked(backend.launch).mock.invocationCallOrder[0] ?? 0,
    )
  })

  it('takes scenario and variant from the address, and ignores names that it does not know', async () => {
    await mount('?scenario=slow&variant=short-token')
    expect(backend.useScenario).toHaveBeenCalledWith('slow')
    expect(backend.useVariant).toHaveBeenCalledWith('short-token')
    vi.mocked(backend.useScenario).mockClear()
    await mount('?scenario=constructor&variant=constructor')
    expect(backend.useScenario).not.toHaveBeenCalled()
  })

  it('resets the clinic', async () => {
    await mount()
    await press('Reset the simulated clinic')
    await waitFor(() => expect(getByRole(root, 'status').textContent).toMatch('as it was at the beginning'))
    expect(backend.reset).toHaveBeenCalledOnce()
  })

  it('says why it did not work', async () => {
    vi.mocked(backend.launch).mockRejectedValue(new Error('no user has the id haas'))
    await mount()
    await press('Launch')
    await waitFor(() => expect(getByRole(root, 'status').textContent).toMatch('no user has the id haas'))
    expect(openTab).not.toHaveBeenCalled()
  })
})
