import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { trimFhirclient } from './trim-fhirclient.mjs'

const source = readFileSync(createRequire(import.meta.url).resolve('fhirclient/lib/smart.js'), 'utf8')
const trimmed = (code: string) => trimFhirclient.transform.handler(code).code

test('leaves out of fhirclient what was looked at', () => {
  const left = trimmed(source)
  for (const part of ['function onMessage(', 'async function init(', 'if (clientSecret)']) {
    expect(source).toContain(part)
    expect(left).not.toContain(part)
  }
  expect(left).toContain('async function authorize(')
})

test('fails the build where fhirclient is another one, though all that is left out is where it was', () => {
  expect(() => trimmed(source.replace('code_verifier', 'code_verifier_'))).toThrow(/fhirclient has changed/)
})
