import { onlineManager } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import { goBack, navigate } from '../../ui/address/hash-location.ts'
import { clearWhileSending, createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { AppointmentScreens, bookedVisit, bookings, someoneElseChanges, stored } from './testing/appointment-screens.tsx'

const statusReason = 'https://profiles.ihe.net/ITI/Scheduling/CodeSystem/status-reason'
const outcome = (kind: string) => screen.findByRole('heading', { name: `Outcome: ${kind}` })
const dialog = () => screen.findByRole('dialog', { name: 'Cancel appointment' })

async function openDialog(sim = createClinicSim()) {
  const visit = bookedVisit(sim)
  const clinic = await renderInClinic(<AppointmentScreens />, { route: `/appointments/${visit.id}`, sim })
  await clinic.user.click(await screen.findByRole('button', { name: 'Cancel appointment' }))
  await dialog()
  const choose = async (text: string) => {
    await clinic.user.click(screen.getByRole('combobox', { name: 'Reason' }))
    await clinic.user.paste(text)
    await clinic.user.keyboard('{Enter}')
  }
  const send = () => within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel appointment' })
  return { ...clinic, visit, choose, send }
}

describe('"Cancel appointment"', () => {
  test('reads back whose appointment it is and begins at the reason', async () => {
    await openDialog()
    const asked = await dialog()
    expect(asked).toHaveTextContent('Ida Romero · 4 Mar 1958 (68) · female · MRN 004217')
    expect(asked).toHaveTextContent('Thursday 3 December 2026, 09:40–10:20')
    expect(asked).toHaveTextContent('Dr. Lena Brandt')
    expect(screen.getByRole('combobox', { name: 'Reason' })).toHaveFocus()
  })

  test('offers every coded reason, grouped by who cancels', async () => {
    const { user } = await openDialog()
    await user.click(screen.getByRole('combobox', { name: 'Reason' }))
    const listbox = await screen.findByRole('listbox')
    expect(within(listbox).getAllByRole('option')).toHaveLength(32)
    for (const group of ['The patient cancels', 'The clinic cancels', 'Patient or clinic']) expect(listbox).toHaveTextContent(group)
  })

  test('shows the outcome though the browser throws away what is kept while it is sent', async () => {
    const sim = createClinicSim()
    clearWhileSending(sim)
    const { user, choose, send, connection } = await openDialog(sim)
    await choose('Bad weather')
    await user.click(send())
    await outcome('done')
    expect(connection.storage.trouble).toBe('cleared')
  })

  test('says to whoever goes back meanwhile that it is on its way, and offers nothing beside it', async () => {
    const { user, choose, send, sim } = await openDialog()
    sim.fault({ on: 'cancel', kind: 'delay', milliseconds: 700 })
    await choose('Bad weather')
    await user.click(send())
    expect(screen.getByRole('button', { name: 'Cancelling …' })).toBeVisible()
    act(() => goBack())
    expect(await screen.findByText('A change of this appointment is on its way.')).toBeVisible()
    expect(screen.queryByRole('button', { name: /Cancel|Change|Reschedule/ })).not.toBeInTheDocument()
    await outcome('done')
    expect(bookings(sim)).toHaveLength(1)
  })

  test('sends the appointment with its reason and note, and shows the outcome', async () => {
    const { user, sim, visit, choose, send, address } = await openDialog()
    await choose('Bad weather')
    await user.click(screen.getByRole('textbox', { name: 'Note' }))
    await user.paste('Snow; will call again')
    await user.click(send())
    await outcome('done')
    const [sent, ...more] = bookings(sim)
    expect(more).toEqual([])
    expect(sent).toMatchObject({
      parameter: expect.arrayContaining([
        {
          name: 'appointment-resource',
          resource: expect.objectContaining({
            id: visit.id,
            status: 'cancelled',
            cancelationReason: { coding: [{ system: statusReason, code: 'weather', display: 'Weather' }] },
          }),
        },
        { name: 'comment', valueString: 'Snow; will call again' },
      ]),
    })
    expect(stored(sim, visit.id)?.status).toBe('cancelled')
    expect(address()).toMatch(/^\/outcome\//)
  })

  test('needs a reason: says so at the field, goes there, and sends nothing', async () => {
    const { user, sim, send } = await openDialog()
    await user.click(send())
    const reason = screen.getByRole('combobox', { name: 'Reason' })
    expect(reason).toHaveAccessibleDescription('Choose why the appointment is cancelled. The server needs a reason.')
    expect(reason).toHaveFocus()
    expect(bookings(sim)).toEqual([])
  })

  test('a double click sends once', async () => {
    const { user, sim, choose, send } = await openDialog()
    await choose('Bad weather')
    await user.dblClick(send())
    await outcome('done')
    expect(bookings(sim)).toHaveLength(1)
  })

  test('two clicks before the page could show that it sends are one too', async () => {
    const { sim, choose, send } = await openDialog()
    await choose('Bad weather')
    const button = send()
    act(() => {
      button.click()
      button.click()
    })
    await outcome('done')
    expect(bookings(sim)).toHaveLength(1)
  })

  test('Escape and "Keep appointment" leave it as it is', async () => {
    const { user, sim, visit, address } = await openDialog()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    await user.click(screen.getByRole('button', { name: 'Cancel appointment' }))
    await user.click(within(await dialog()).getByRole('button', { name: 'Keep appointment' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(address()).toBe(`/appointments/${visit.id}`)
    expect(bookings(sim)).toEqual([])
  })
})

describe('before it is sent, the appointment is read again', () => {
  test('a change by someone else is shown, not overwritten; then the user decides anew', async () => {
    const { user, sim, visit, choose, send } = await openDialog()
    await choose('Bad weather')
    await someoneElseChanges(sim, visit.id, { comment: 'Bring the referral' })
    await user.click(send())
    const notice = await screen.findByRole('alert')
    expect(notice).toHaveTextContent('Someone else changed this appointment meanwhile.')
    expect(notice).toHaveTextContent('before: noneBring the referral')
    expect(bookings(sim)).toHaveLength(1)
    expect(screen.getByRole('combobox', { name: 'Reason' })).toHaveValue('Bad weather')

    await user.click(send())
    await outcome('done')
    expect(stored(sim, visit.id)).toMatchObject({ status: 'cancelled', comment: 'Bring the referral' })
  })

  test('without a network it says so at once, and nothing is sent when the network returns', async () => {
    const { user, sim, visit, choose, send } = await openDialog()
    await choose('Bad weather')
    sim.fault({ on: 'scheduling', kind: 'drop-before' })
    act(() => onlineManager.setOnline(false))
    await user.click(send())
    expect(await screen.findByRole('alert')).toHaveTextContent('so nothing was sent')
    act(() => onlineManager.setOnline(true))
    await waitFor(() => expect(send()).toBeEnabled())
    expect(bookings(sim)).toEqual([])
    expect(stored(sim, visit.id)?.status).toBe('booked')
  })

  test('whoever leaves meanwhile sends nothing over a change by someone else', async () => {
    const sim = createClinicSim()
    let [asked, answered] = [0, 0]
    const counting: Sim = { ...sim, async handle(request) {
      const isRead = request.method === 'GET' && request.url.endsWith(`/Appointment/${bookedVisit(sim).id}`)
      if (isRead) asked += 1
      const answer = await sim.handle(request)
      if (isRead) answered += 1
      return answer
    } }
    const { user, visit, choose, send } = await openDialog(counting)
    await choose('Bad weather')
    await someoneElseChanges(sim, visit.id, { comment: 'Bring the referral' })
    const before = answered
    sim.fault({ on: 'read', kind: 'delay', milliseconds: 300 })
    await user.click(send())
    await waitFor(() => expect(asked).toBe(before + 1))
    act(() => navigate('/elsewhere'))
    await waitFor(() => expect(answered).toBe(before + 1))
    await act(() => Promise.resolve())
    expect(bookings(sim)).toHaveLength(1)
    expect(stored(sim, visit.id)?.status).toBe('booked')
  })

  test('where it can’t be read, nothing is sent and what was typed stays', async () => {
    const { user, sim, visit, choose, send } = await openDialog()
    await choose('Bad weather')
    sim.fault({ on: 'scheduling', kind: 'status', status: 403 })
    await user.click(send())
    expect(await screen.findByRole('alert')).toHaveTextContent('so nothing was sent')
    expect(bookings(sim)).toEqual([])
    expect(stored(sim, visit.id)?.status).toBe('booked')
    expect(screen.getByRole('combobox', { name: 'Reason' })).toHaveValue('Bad weather')
  })
})

test('a cancellation that the server refuses leaves its reason and note for the next try', async () => {
  const sim = createClinicSim()
  sim.fault({ on: 'cancel', kind: 'refuse', diagnostics: 'Too late to cancel.' })
  const { user, visit, choose, send, connection } = await openDialog(sim)
  await choose('Bad weather')
  await user.click(screen.getByRole('textbox', { name: 'Note' }))
  await user.paste('Snow')
  await user.click(send())
  await outcome('not-done')
  expect(await connection.keptTexts.load(`cancel/${visit.id}`)).toEqual({ reason: 'weather', note: 'Snow' })
})
