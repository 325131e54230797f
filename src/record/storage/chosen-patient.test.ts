import 'fake-indexeddb/auto'
import { deleteDB } from 'idb'
import { expect, test } from 'vitest'
import { createChosenPatient } from './chosen-patient.ts'
import { openVault } from './vault.ts'

const hour = 3_600_000

async function openPage(clock: { now: number } = { now: 0 }) {
  const vault = await openVault(crypto.randomUUID())
  const reload = () => createChosenPatient(vault, 's', () => clock.now)
  return { vault, reload, chosen: reload() }
}

test('the next page of the session finds who was chosen, and a page of another session does not', async () => {
  const { vault, chosen, reload } = await openPage()
  await chosen.choose('ida')
  expect(await reload().load()).toBe('ida')
  expect(await createChosenPatient(vault, 'other', () => 0).load()).toBeUndefined()
  await chosen.choose(undefined)
  expect([await chosen.load(), await reload().load()]).toEqual([undefined, undefined])
})

test('a page knows whom it works for, also when the browser throws away what it keeps', async () => {
  const { vault, chosen } = await openPage()
  await chosen.choose('ida')
  await deleteDB('slotline')
  expect(vault.trouble).toBe('cleared')
  expect(await chosen.load()).toBe('ida')
})

test('… also when it took that up from the page before', async () => {
  const { chosen, reload } = await openPage()
  await chosen.choose('ida')
  const next = reload()
  await next.load()
  await deleteDB('slotline')
  expect(await next.load()).toBe('ida')
  await next.choose('leo')
  expect(await next.load()).toBe('leo')
})

test('… and however long ago it was, or the clock says it was', async () => {
  const clock = { now: 0 }
  const { chosen, reload } = await openPage(clock)
  await chosen.choose('ida')
  clock.now = 30 * hour
  expect(await reload().load(), 'another page forgets it after a day').toBeUndefined()
  expect(await chosen.load()).toBe('ida')
  expect(await reload().load(), 'it is asked for again').toBe('ida')
})

test('a choice that is taken back while the kept one is being read stays taken back', async () => {
  const { chosen, reload } = await openPage()
  await chosen.choose('ida')
  const next = reload()
  const loading = next.load()
  const letGo = next.choose(undefined)
  await Promise.all([loading, letGo])
  expect([await loading, await next.load(), await reload().load()]).toEqual([undefined, undefined, undefined])
})
