import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { createKeptTexts } from './kept-texts.ts'
import { openVault } from './vault.ts'

const noon = Date.parse('2026-11-23T12:00:00Z')
const day = 24 * 3_600_000

async function openTexts(clock: { now: number } = { now: noon }) {
  const vault = await openVault(crypto.randomUUID())
  return { vault, clock, texts: createKeptTexts(vault, () => clock.now) }
}

test('a page that is opened later finds what was typed', async () => {
  const { vault, texts } = await openTexts()
  await texts.keep('details/1', { note: 'Fasting' })
  expect(await createKeptTexts(vault, () => noon).load('details/1')).toEqual({ note: 'Fasting' })
  expect(await texts.load('details/2')).toBeUndefined()
})

test('of texts that follow each other fast, the last one stays', async () => {
  const { texts } = await openTexts()
  for (const note of ['F', 'Fa', 'Fas', 'Fast']) void texts.keep('details/1', { note })
  expect(await texts.load('details/1')).toEqual({ note: 'Fast' })
})

test('what was forgotten while it was still being written does not come back', async () => {
  const { texts } = await openTexts()
  void texts.keep('details/1', { note: 'Fast' })
  void texts.forget('details/1')
  expect(await texts.load('details/1')).toBeUndefined()
})

test('a text that nobody came back to for a day is forgotten', async () => {
  const { texts, clock } = await openTexts()
  await texts.keep('details/1', { note: 'Fasting' })
  clock.now = noon + day
  expect(await texts.load('details/1')).toEqual({ note: 'Fasting' })
  clock.now = noon + day + 1
  expect(await texts.load('details/1')).toBeUndefined()
})

test('whatever else lies there is no text', async () => {
  const { vault, texts } = await openTexts()
  await vault.put('text', 'details/1', { keptInstant: noon, text: { note: 7 } })
  expect(await texts.load('details/1')).toBeUndefined()
})
