import { screen, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import { recorderOf } from '../../queries/recorder.ts'
import { activityAfter, appointmentsOf, bookRequests, someoneElseChanges, visitToMove, type Desk } from './testing/activities.tsx'

/** The new time is booked, and the clinic refuses once to cancel the old one. */
async function aHalfDoneMove({ move, sim }: Desk) {
  sim.fault({ on: 'cancel', kind: 'refuse', diagnostics: 'Please call us.' })
  await move('m')
}

const button = (name: string) => screen.findByRole('button', { name })
const dialog = (name: string) => screen.findByRole('dialog', { name })
const oldStatus = (sim: Sim, id: string | undefined) => sim.inspect().appointments.find((each) => each.id === id)?.status
const newOnes = (sim: Sim) => appointmentsOf(sim, 'pat-4217').filter(({ start }) => start?.startsWith('2026-11-24')).map(({ status }) => status)

test('a half-done move stands once among the unresolved, with its ways out and both of its steps', async () => {
  await activityAfter(aHalfDoneMove)
  const rows = within(await screen.findByRole('table', { name: 'Unresolved' })).getAllByRole('row').slice(1)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toHaveTextContent('Move, first step: book the new time')
  expect(rows[0]).toHaveTextContent('before: Thursday 3 December 2026, 09:40–10:20 (Chicago time)')
  expect(rows[0]).toHaveTextContent('Half done: the new time is booked and the old one is too.')
  for (const name of ['Finish the move', 'Undo the move', 'Dismiss']) expect(await button(name)).toBeVisible()
  const settled = screen.getByRole('table', { name: 'Settled' })
  expect(settled).toHaveTextContent(/Move, second step: cancel the old time.*Not cancelled.*Please call us\./)
})

test('a half-done move stands among the unresolved also where its new time had been booked for itself before', async () => {
  const bookedBefore = async ({ move, sim }: Desk) => {
    sim.fault({ on: 'cancel', kind: 'refuse' })
    await move('m', 'b')
  }
  const { user, connection, sim } = await activityAfter(bookedBefore, { route: '/activity?show=unresolved' })
  expect((await recorderOf(connection).unresolved()).map(({ entry }) => entry.id)).toEqual(['m'])
  const rows = within(await screen.findByRole('table', { name: 'Unresolved' })).getAllByRole('row').slice(1)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toHaveTextContent(/Move, first step: book the new time.*Half done: the new time is booked and the old one is too\./)
  expect(await button('Dismiss')).toBeVisible()

  await user.click(await button('Finish the move'))
  await user.click(within(await dialog('Finish the move')).getByRole('button', { name: 'Finish the move' }))
  expect(await screen.findByText(/Moved: the new time is booked and the old one is cancelled\.$/, { selector: '[role=status]' })).toBeVisible()
  expect(oldStatus(sim, visitToMove(sim).id)).toBe('cancelled')
})

test('finishing it cancels the old appointment, after the patient and both times were read back', async () => {
  const { user, sim } = await activityAfter(aHalfDoneMove)
  const { id } = visitToMove(sim)
  await user.click(await button('Finish the move'))
  const asked = await dialog('Finish the move')
  expect(asked).toHaveTextContent('Ida Romero · 4 Mar 1958 (68) · female · MRN 004217')
  expect(asked).toHaveTextContent(/Old timeThursday 3 December 2026, 09:40–10:20 \(Chicago time\)/)
  expect(asked).toHaveTextContent(/New timeTuesday 24 November 2026/)
  expect(oldStatus(sim, id)).toBe('booked')

  await user.click(within(asked).getByRole('button', { name: 'Finish the move' }))
  expect(await screen.findByText(/Moved: the new time is booked and the old one is cancelled\.$/, { selector: '[role=status]' })).toHaveFocus()
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(screen.queryByRole('table', { name: 'Unresolved' })).not.toBeInTheDocument()
  expect(oldStatus(sim, id)).toBe('cancelled')
  expect(newOnes(sim)).toEqual(['booked'])
})

test('undoing it gives the new time back and leaves the old appointment', async () => {
  const { user, sim } = await activityAfter(aHalfDoneMove)
  const { id } = visitToMove(sim)
  await user.click(await button('Undo the move'))
  await user.click(within(await dialog('Undo the move')).getByRole('button', { name: 'Undo the move' }))
  expect(await screen.findByText(/Undone: the old appointment stands/, { selector: '[role=status]' })).toHaveFocus()
  expect(oldStatus(sim, id)).toBe('booked')
  expect(newOnes(sim)).not.toContain('booked')
})

test('an old appointment that somebody changed meanwhile is not cancelled, and the user hears why', async () => {
  const { user, sim } = await activityAfter(aHalfDoneMove)
  const old = visitToMove(sim)
  await someoneElseChanges(sim, { ...old, start: '2026-12-03T11:00:00-06:00', end: '2026-12-03T11:40:00-06:00' })
  await user.click(await button('Finish the move'))
  await user.click(within(await dialog('Finish the move')).getByRole('button', { name: 'Finish the move' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The old appointment is not what it was.')
  expect(oldStatus(sim, old.id)).toBe('booked')
  await user.click(screen.getByRole('button', { name: 'Not now' }))
  expect(await button('Finish the move')).toBeVisible()
})

test('who can’t undo the move, because somebody changed the old appointment, is not told to undo it', async () => {
  const { user, sim } = await activityAfter(aHalfDoneMove)
  sim.fault({ on: 'modify', kind: 'wrong-status', status: 'pending' })
  await someoneElseChanges(sim, { ...visitToMove(sim), comment: 'To be confirmed anew' })
  await user.click(await button('Undo the move'))
  await user.click(within(await dialog('Undo the move')).getByRole('button', { name: 'Undo the move' }))
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent(/nothing was cancelled\. Look at both appointments, .* cancel the other one there\. Then choose “Finish the move”\./)
  expect(within(alert).getByText(/nothing was cancelled/)).not.toHaveTextContent(/undo/i)
  expect(newOnes(sim)).toEqual(['booked'])
})

test('a cancellation that is refused again is said in the clinic’s words, and the move stays open', async () => {
  const { user, sim } = await activityAfter(aHalfDoneMove)
  sim.fault({ on: 'cancel', kind: 'refuse', diagnostics: 'Only by telephone.' })
  await user.click(await button('Finish the move'))
  await user.click(within(await dialog('Finish the move')).getByRole('button', { name: 'Finish the move' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(/^Not cancelled.*Half done.*Only by telephone\.$/)
})

const finishWhile = async (sim: Sim, user: UserEvent, fault: () => void) => {
  await user.click(await button('Finish the move'))
  const sent = bookRequests(sim)
  fault()
  await user.click(within(await dialog('Finish the move')).getByRole('button', { name: 'Finish the move' }))
  const alert = await screen.findByRole('alert')
  expect(bookRequests(sim)).toBe(sent)
  return alert
}

test('nothing is sent while the server does not show how the appointments stand', async () => {
  const { user, sim } = await activityAfter(aHalfDoneMove)
  const alert = await finishWhile(sim, user, () => sim.fault({ on: 'scheduling', kind: 'status', status: 403, times: 'always' }))
  expect(alert).toHaveTextContent('The server does not show how the two appointments stand.')
})

test('nothing is sent for a patient whose record can’t be read', async () => {
  const unreadable = async (desk: Desk) => {
    await aHalfDoneMove(desk)
    desk.sim.fault({ on: 'read', kind: 'status', status: 403, times: 'always' })
  }
  const { user, sim } = await activityAfter(unreadable, { patientId: null })
  const alert = await finishWhile(sim, user, () => undefined)
  expect(alert).toHaveTextContent(/^The patient’s record could not be read\..*Nothing was sent\./)
})

test('a session that was launched for another patient can look, but not change', async () => {
  await activityAfter(aHalfDoneMove, { patientId: 'pat-4218', patientIsFixed: true })
  expect(await screen.findByText('To finish or undo it, launch Slotline from this patient’s chart.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Finish the move' })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Undo the move' })).not.toBeInTheDocument()
  expect(await button('Dismiss')).toBeVisible()
})

test('handing it over keeps both appointments and says why in the list', async () => {
  const { user, sim, connection } = await activityAfter(aHalfDoneMove)
  const { id } = visitToMove(sim)
  await user.click(await button('Dismiss'))
  const asked = await dialog('Dismiss')
  expect(within(asked).getByRole('button', { name: 'Copy for handing over' })).toBeVisible()
  await user.type(within(asked).getByRole('combobox', { name: 'Reason' }), 'handed{ArrowDown}{Enter}')
  await user.click(within(asked).getByRole('button', { name: 'Dismiss' }))
  expect(await screen.findByText(/^Dismissed: Move, first step/)).toBeVisible()
  expect(await recorderOf(connection).unresolved()).toEqual([])
  expect([oldStatus(sim, id), ...newOnes(sim)]).toEqual(['booked', 'booked'])
})
