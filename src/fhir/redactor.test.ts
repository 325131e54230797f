import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepSecret, redacted } from './redactor.ts'

const digits = (min: number, max: number) => fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: min, maxLength: max })
const urlSafe = (min: number) => fc.string({ unit: fc.constantFrom(...Array.from('ABCdef0123456789-_')), minLength: min, maxLength: min + 30 })
const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })

/** What must never leave, each as it stands in texts. */
const secrets = fc.oneof(
  fc.tuple(urlSafe(8), urlSafe(8), urlSafe(8)).map(([a, b, c]) => ({ secret: `x${a}x.x${b}x.x${c}x`, text: `x${a}x.x${b}x.x${c}x` })),
  urlSafe(4).map((value) => ({ secret: `q${value}q`, text: `Authorization: Bearer q${value}q` })),
  fc.constantFrom('code', 'state', 'access_token', 'refresh_token', 'code_verifier').chain((name) =>
    urlSafe(6).map((value) => ({ secret: `v${value}v`, text: `${name}=v${value}v` })),
  ),
  urlSafe(6).map((value) => ({ secret: `v${value}v`, text: `https://clinic.example/fhir/Appointment?date=v${value}v&x=1` })),
  urlSafe(6).map((value) => ({ secret: `{"id_token":"v${value}v"}`, text: `{"id_token":"v${value}v"}` })),
  day.map((date) => ({ secret: date.toISOString().slice(0, 10), text: `born ${date.toISOString().slice(0, 10)}` })),
  digits(5, 12).map((number) => ({ secret: number, text: `MRN ${number}` })),
  digits(7, 10).map((number) => ({ secret: `+49 ${number.slice(0, 3)} ${number.slice(3)}`, text: `+49 ${number.slice(0, 3)} ${number.slice(3)}` })),
  fc.emailAddress().filter((address) => /^[\w.+-]+@/.test(address)).map((address) => ({ secret: address, text: `<${address}>` })),
  urlSafe(3).map((id) => ({ secret: `Patient/p${id.replaceAll('_', '-')}p`, text: `Patient/p${id.replaceAll('_', '-')}p` })),
  fc.constantFrom('Romero', 'ROMERO', 'Ida', '004217', 'Elm Street 5').map((secret) => ({ secret, text: `for ${secret}` })),
)

const around = fc.constantFrom('', 'The answer could not be used: ', 'at readResource (search-resources.ts:68) ', '\n', '{"error": "')

test('nothing that is secret gets through, whatever stands around it and however many there are', () => {
  keepSecret({
    resourceType: 'Patient',
    name: [{ text: 'Ida Romero', family: 'Romero', given: ['Ida'] }],
    identifier: [{ value: '004217' }],
    address: [{ line: ['Elm Street 5'] }],
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(around, secrets), { minLength: 1, maxLength: 4 }), (parts) => {
      const text = redacted(parts.map(([before, { text: secret }]) => before + secret).join(' '))
      for (const [, { secret }] of parts) expect(text).not.toContain(secret)
    }),
    { numRuns: 400 },
  )
})

test('what helps to find a mistake stays', () => {
  const text = 'TypeError: Cannot read properties of undefined (reading "start") at offerName (offer-name-B2x.js:12:40)'
  expect(redacted(text)).toBe(text)
  expect(redacted('GET https://clinic.example/fhir/metadata answered HTTP 503')).toBe('GET https://clinic.example/fhir/metadata answered HTTP 503')
})
