import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Appointment } from '../../fhir/types.ts'
import { createChosenPatient } from './chosen-patient.ts'
import { createDrafts, type Draft } from './draft.ts'
import { forgetOld } from './forget-old.ts'
import { createKeptTexts } from './kept-texts.ts'
import { openVault } from './vault.ts'

const hour = 3_600_000
const offer: Appointment = { resourceType: 'Appointment', status: 'proposed', participant: [] }
const criteria = { start: '2026-11-24T00:00:00-06:00', end: '2026-11-25T00:00:00-06:00' }
const draft: Draft = { id: 'd1', patientId: 'p', createdInstant: 0, offer, criteria, reasonForVisit: '', note: '', search: '' }

test('what nobody came back to for a day is forgotten, counted from when it was last kept', async () => {
  const vault = await openVault(crypto.randomUUID())
  let now = 0
  const clock = () => now
  const [drafts, texts, chosen] = [createDrafts(vault, clock), createKeptTexts(vault, clock), createChosenPatient(vault, 's', clock)]
  await drafts.save(draft)
  await drafts.save({ ...draft, id: 'd2' })
  await texts.keep('cancel/a', { note: 'snow' })
  await chosen.choose('p')

  now = 20 * hour
  await drafts.save({ ...draft, note: 'needs a ramp' })
  now = 25 * hour
  expect((await drafts.ofPatient('p')).map(({ id }) => id)).toEqual(['d1'])
  expect(await texts.load('cancel/a')).toBeUndefined()
  expect(await createChosenPatient(vault, 's', clock).load()).toBeUndefined()
  await forgetOld(vault, now)
  expect([await vault.all('text'), await vault.all('chosen-patient')]).toEqual([[], []])
  expect(await vault.all('draft')).toHaveLength(1)
  expect(await drafts.load('d1')).toMatchObject({ note: 'needs a ramp' })

  now = 45 * hour
  await forgetOld(vault, now)
  expect(await vault.all('draft')).toEqual([])
})

test('a patient whom the session still works for is kept as long as it is asked for', async () => {
  const vault = await openVault(crypto.randomUUID())
  let now = 0
  const nextPage = () => createChosenPatient(vault, 's', () => now)
  await nextPage().choose('p')
  now = 20 * hour
  expect(await nextPage().load()).toBe('p')
  now = 40 * hour
  expect(await nextPage().load()).toBe('p')
})
