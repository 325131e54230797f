import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createClinicSim, renderInClinic } from '../../testing/clinic.tsx'
import { AppointmentScreens, bookedVisit, bookings, someoneElseChanges, stored } from './testing/appointment-screens.tsx'

const outcome = (kind: string) => screen.findByRole('heading', { name: `Outcome: ${kind}` })
const reasonField = () => screen.getByRole('textbox', { name: 'Reason for visit' })
const noteField = () => screen.getByRole('textbox', { name: 'Note' })

async function openDialog(sim = createClinicSim()) {
  const visit = bookedVisit(sim)
  const clinic = await renderInClinic(<AppointmentScreens />, { route: `/appointments/${visit.id}`, sim })
  const show = async () => {
    await clinic.user.click(await screen.findByRole('button', { name: 'Change details' }))
    return screen.findByRole('dialog', { name: 'Change details' })
  }
  await show()
  const enter = async (field: HTMLElement, text: string) => {
    await clinic.user.click(field)
    await clinic.user.paste(text)
  }
  const save = () => clinic.user.click(screen.getByRole('button', { name: 'Save changes' }))
  return { ...clinic, visit, show, enter, save }
}

test('the appointment goes back whole, with the new texts', async () => {
  const { enter, sim, visit, save } = await openDialog()
  expect(reasonField()).toHaveValue('')
  await enter(reasonField(), 'Palpitations')
  await enter(noteField(), 'Needs a wheelchair')
  await save()
  await outcome('done')
  const { meta: _version, ...before } = visit
  expect(bookings(sim)).toHaveLength(1)
  expect(bookings(sim)[0]).toMatchObject({
    parameter: [
      { name: 'appointment-resource', resource: { ...before, reasonCode: [{ text: 'Palpitations' }], comment: 'Needs a wheelchair' } },
      { name: 'patient-resource', resource: { id: 'pat-4217' } },
    ],
  })
  expect(stored(sim, visit.id)).toMatchObject({ status: 'booked', reasonCode: [{ text: 'Palpitations' }], comment: 'Needs a wheelchair' })
})

test('a text that was emptied is taken out', async () => {
  const clinic = createClinicSim()
  await someoneElseChanges(clinic, bookedVisit(clinic).id, { reasonCode: [{ text: 'Palpitations' }] })
  const { user, sim, visit, save } = await openDialog(clinic)
  expect(reasonField()).toHaveValue('Palpitations')
  await user.clear(reasonField())
  await save()
  await outcome('done')
  expect(stored(sim, visit.id)).not.toHaveProperty('reasonCode')
})

test('nothing is sent when nothing differs', async () => {
  const { enter, sim, save } = await openDialog()
  await enter(noteField(), '   ')
  await save()
  expect(await screen.findByText('Nothing differs from the appointment.')).toBeVisible()
  expect(bookings(sim)).toEqual([])
})

test('a text that someone else wrote meanwhile is shown and not overwritten', async () => {
  const { enter, sim, visit, save } = await openDialog()
  await enter(noteField(), 'Needs a wheelchair')
  await someoneElseChanges(sim, visit.id, { comment: 'Interpreter ordered' })
  await save()
  expect(await screen.findByRole('alert')).toHaveTextContent('before: noneInterpreter ordered')
  expect(noteField()).toHaveValue('Needs a wheelchair')
  expect(stored(sim, visit.id)?.comment).toBe('Interpreter ordered')
})

test('what was typed survives a refused change', async () => {
  const sim = createClinicSim()
  sim.fault({ on: 'modify', kind: 'refuse' })
  const { enter, visit, save, connection } = await openDialog(sim)
  await enter(noteField(), 'Needs a wheelchair')
  await save()
  await outcome('not-done')
  expect(await connection.keptTexts.load(`details/${visit.id}`)).toMatchObject({ note: 'Needs a wheelchair' })
})

test('what is typed is kept at once, and a page that is opened again shows it and says so', async () => {
  const { enter, visit, sim, connection, unmount } = await openDialog()
  await enter(noteField(), 'Needs a wheelchair')
  const key = `details/${visit.id}`
  await waitFor(async () => expect(await connection.keptTexts.load(key)).toMatchObject({ note: 'Needs a wheelchair' }))
  const kept = (await connection.keptTexts.load(key)) ?? {}
  unmount()
  await renderInClinic(<AppointmentScreens />, {
    route: `/appointments/${visit.id}?open=details`,
    sim,
    before: ({ keptTexts }) => keptTexts.keep(key, kept),
  })
  await screen.findByRole('dialog', { name: 'Change details' })
  expect(screen.getByText('What you typed before is still here.')).toBeVisible()
  expect(noteField()).toHaveValue('Needs a wheelchair')
})

test('"Discard changes" forgets it', async () => {
  const { user, enter, show } = await openDialog()
  await enter(noteField(), 'Needs a wheelchair')
  await user.click(screen.getByRole('button', { name: 'Discard changes' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  const again = await show()
  expect(within(again).getByRole('textbox', { name: 'Note' })).toHaveValue('')
})

test('Escape closes the dialog without losing what was typed', async () => {
  const { user, enter, show, sim } = await openDialog()
  await enter(noteField(), 'Needs a wheelchair')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  await show()
  expect(noteField()).toHaveValue('Needs a wheelchair')
  expect(bookings(sim)).toEqual([])
})
