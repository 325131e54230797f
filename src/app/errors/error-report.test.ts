import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** The error report, with `download` in place of the import of the redactor. */
async function withRedactor(download: () => Promise<object>) {
  vi.doMock('../../fhir/text/redactor.ts', download)
  return import('./error-report.ts')
}

beforeEach(() => {
  vi.resetModules()
})

afterEach(() => {
  vi.useRealTimers()
  vi.doUnmock('../../fhir/text/redactor.ts')
})

test('a report waits for what is still being redacted', async () => {
  let arrive: (redactor: object) => void = () => undefined
  const redactor = new Promise<object>((resolve) => (arrive = resolve))
  const { errorReport, noteError } = await withRedactor(() => redactor)
  void noteError(new RangeError('Ida Romero is too long'))
  const report = errorReport('/find')
  arrive({ redacted: (text: string) => text.replaceAll('Ida Romero', '[name]') })
  expect(await report).toContain('RangeError: [name] is too long')
})

test('what the session knew is left out though it ended before the redactor was there', async () => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  const { errorReport, noteError } = await withRedactor(async () => {
    await arrived
    return vi.importActual('../../fhir/text/redactor.ts')
  })
  const { forgetSecrets, keepNameSecret } = await import('../../fhir/text/secrets.ts')
  const { forgetTokensOf, keepTokensSecret } = await import('../../fhir/text/tokens.ts')
  const holder = {}
  keepTokensSecret(holder, ['it;is;known;to;nobody'])
  keepNameSecret('Ida Romero')
  void noteError(new RangeError('Ida Romero: it;is;known;to;nobody'))
  forgetTokensOf(holder)
  forgetSecrets()
  const report = errorReport('/find')
  arrive()
  expect(await report).toContain('RangeError: [name]: [token]')
})

test('where the redactor can’t be had, the kind of the mistake stays, and not a word of it', async () => {
  const { errorReport, noteError } = await withRedactor(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  await noteError(new RangeError('Ida Romero is too long'))
  await noteError(Object.assign(new Error('x'), { name: 'Ida Romero' }))
  await noteError('Ida Romero')
  const report = await errorReport('/find')
  const told = report.split('\n').slice(3)
  expect(told.map((line) => line.replace(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z /, ''))).toEqual([
    'RangeError (no details)',
    'Error (no details)',
    'Not an error: string (no details)',
  ])
})

test('where the redactor doesn’t come, nobody waits for it long', async () => {
  const { errorReport, noteError } = await withRedactor(() => new Promise(() => undefined))
  vi.useFakeTimers()
  void noteError(new RangeError('Ida Romero is too long'))
  const report = errorReport('/find')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await report).toContain('RangeError (no details)')
  expect(await report).not.toMatch(/Ida|Romero|long/)
})
