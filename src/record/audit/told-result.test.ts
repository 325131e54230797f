import { expect, it } from 'vitest'
import { forgetSecrets, keepNameSecret } from '../../fhir/text/secrets.ts'
import { forgetTokensOf, keepTokensSecret } from '../../fhir/text/tokens.ts'
import { toldResult } from './told-result.ts'

const told = async (serverWords: string) => JSON.stringify(await toldResult({ code: '4', serverWords }))

it('names nobody in the server’s words, nor half of one where they are cut', async () => {
  keepNameSecret('Li Romero')
  expect(await toldResult({ code: '4', serverWords: 'LI ROMERO has a visit on 4 Mar 2026' })).toEqual({
    code: '4',
    words: '[name] has a visit on [date]',
  })
  for (let length = 970; length < 1000; length += 1) expect(await told(`${'-'.repeat(length)} Romero`)).not.toContain('Ro')
})

it('keeps a long answer of the server short', async () => {
  const result = await toldResult({ code: '4', serverWords: 'at line 1 '.repeat(500) })
  expect('words' in result && result.words.length).toBe(1000)
})

it('leaves what is ours as it is', async () => {
  expect(await toldResult({ code: '8', words: 'HTTP 500' })).toEqual({ code: '8', words: 'HTTP 500' })
  expect(await toldResult({ code: '0' })).toEqual({ code: '0' })
})

it('has nothing in it that no FHIR string may hold, encoded or not', async () => {
  expect(await toldResult({ code: '4', serverWords: String.raw`at%00 line\u0001 1&#xD800;` })).toEqual({ code: '4', words: 'at line 1' })
})

it('leaves out what was known when it was asked for, though the session ends meanwhile', async () => {
  const holder = {}
  keepTokensSecret(holder, ['it;is;known;to;nobody'])
  keepNameSecret('Oderbrecht')
  const telling = toldResult({ code: '4', serverWords: 'Oderbrecht: it;is;known;to;nobody' })
  forgetTokensOf(holder)
  forgetSecrets()
  expect(await telling).toEqual({ code: '4', words: '[name]: [token]' })
})
