import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { redacted } from './redactor.ts'
import { keepSecret } from './secrets.ts'

const digits = (min: number, max: number) => fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: min, maxLength: max })
const urlSafe = (min: number) => fc.string({ unit: fc.constantFrom(...Array.from('ABCdef0123456789-_')), minLength: min, maxLength: min + 30 })
const base64 = fc.string({ unit: fc.constantFrom(...Array.from('ABCdefxyz012789+/=')), minLength: 20, maxLength: 60 })
const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
/** Random tokens: each character is as likely as any other. */
const drawn = (alphabet: readonly string[], length: number) =>
  fc.noBias(fc.array(fc.integer({ min: 0, max: alphabet.length - 1 }), { minLength: length, maxLength: 2 * length })).map((all) => all.map((index) => alphabet[index]).join(''))
const digitless = fc.oneof(drawn([...letters, ...letters.map((one) => one.toUpperCase())], 28), drawn(letters, 24), drawn([...letters, ...letters.map((one) => one.toUpperCase()), '-', '_'], 32))
const hexadecimal = drawn(Array.from('0123456789abcdef'), 16)

/** Encodings in which programs pass a text on. */
const percentOf = (text: string) => encodeURIComponent(text).replace(/[!'()*._~-]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
const encodings: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
  (text) => percentOf(text).replace(/%../g, (code) => code.toLowerCase()),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => JSON.stringify(JSON.stringify(text)),
  (text) => text.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text) => JSON.stringify(text.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  (text) => Array.from(text, (one) => (/[\w ]/.test(one) ? one : `&#${one.codePointAt(0)};`)).join(''),
  (text) => Array.from(text, (one) => `&#x${one.codePointAt(0)?.toString(16)};`).join(''),
  (text) => encodeURIComponent(JSON.stringify(text)),
]
const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })

/** Family and given names, as in records. */
const people = ['Romero', 'Ida', 'İİ', 'İpek', 'Li', 'Ng', 'Bo', 'Zoë', 'Ångström', 'Nguyễn', 'Weißmüller', 'Müller', '李', '小龙', 'Şimşek', 'Κώστας']

/** Other spellings of the same name. */
const spelling = fc.constantFrom<(name: string) => string>(
  (name) => name,
  (name) => name.normalize('NFD'),
  (name) => name.normalize('NFC'),
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase().normalize('NFD'),
  (name) => name.normalize('NFD').replace(/\p{M}/gu, ''),
)
const spelledName = fc.tuple(fc.constantFrom(...people), spelling).map(([name, spelled]) => spelled(name))

/** Dates as the app shows them, and as servers write them. */
const formats = ['en-GB', 'en-US', 'de-DE', 'fr-FR', 'es-ES', 'tr-TR', 'ja-JP'].flatMap((locale) =>
  (['short', 'medium', 'long', 'full'] as const).map((dateStyle) => new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' })),
)
const spelledDate = fc.tuple(day, fc.constantFrom(...formats)).map(([date, format]) => format.format(date))

const id = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019-.')), minLength: 1, maxLength: 64 }).map((value) => `p${value}p`)
const reference = fc.tuple(
  id,
  fc.constantFrom('', ': not found', ', ', '.', '/_history/2', '/$everything', ')', '?x', '#a', '/'),
  fc.constantFrom('', 'https://clinic.example/fhir/', '/fhir/', '"'),
)

/** What must never leave the app, each in a text that contains it. */
const secrets = fc.oneof(
  fc.tuple(urlSafe(8), urlSafe(8), urlSafe(8)).map(([a, b, c]) => ({ secret: `x${a}x.x${b}x.x${c}x`, text: `x${a}x.x${b}x.x${c}x` })),
  urlSafe(4).map((value) => ({ secret: `q${value}q`, text: `Authorization: Bearer q${value}q` })),
  fc.constantFrom('code', 'state', 'access_token', 'refresh_token', 'code_verifier').chain((name) =>
    urlSafe(6).map((value) => ({ secret: `v${value}v`, text: `${name}=v${value}v` })),
  ),
  urlSafe(6).map((value) => ({ secret: `v${value}v`, text: `https://clinic.example/fhir/Appointment?date=v${value}v&x=1` })),
  urlSafe(6).map((value) => ({ secret: `{"id_token":"v${value}v"}`, text: `{"id_token":"v${value}v"}` })),
  day.map((date) => ({ secret: date.toISOString().slice(0, 10), text: `born ${date.toISOString().slice(0, 10)}` })),
  spelledDate.map((date) => ({ secret: date, text: `born ${date}` })),
  digits(5, 12).map((number) => ({ secret: number, text: `MRN ${number}` })),
  digits(7, 10).map((number) => ({ secret: `+49 ${number.slice(0, 3)} ${number.slice(3)}`, text: `+49 ${number.slice(0, 3)} ${number.slice(3)}` })),
  fc.emailAddress().filter((address) => /^[\w.+-]+@/.test(address)).map((address) => ({ secret: address, text: `<${address}>` })),
  reference.map(([value, after, before]) => ({ secret: value, text: `${before}Patient/${value}${after}` })),
  fc.constantFrom('Romero', 'ROMERO', 'Ida', '004217', 'Elm Street 5').map((secret) => ({ secret, text: `for ${secret}` })),
  fc.tuple(spelledName, spelledName).map(([a, b]) => ({ secret: a, text: `for ${a} ${b}, ` })),
)

/** A name of two letters may occur within a word; any other secret may not occur at all. */
function standing(secret: string): RegExp {
  const literally = secret.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
  return new RegExp(secret.normalize('NFC').length > 2 ? literally : `(?<![\\p{L}\\p{M}])${literally}(?![\\p{L}\\p{M}])`, 'u')
}

const around = fc.constantFrom('', 'The answer could not be used: ', 'at readResource (search-resources.ts:68) ', '\n', '{"error": "')

beforeAll(() => {
  keepSecret({
    resourceType: 'Patient',
    name: [
      { text: 'Ida Romero', family: 'Romero', given: ['Ida'] },
      { given: people.slice(2), family: 'Li' },
    ],
    identifier: [{ value: '004217' }],
    address: [{ line: ['Elm Street 5'] }],
  })
})

describe('nothing that is secret gets through', () => {
  test('whatever stands around it and however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(around, secrets), { minLength: 1, maxLength: 4 }), (parts) => {
        const text = redacted(parts.map(([before, { text: secret }]) => before + secret).join(' '))
        for (const [, { secret }] of parts) expect(text).not.toMatch(standing(secret))
      }),
      { numRuns: 1000 },
    )
  })

  test('however it is encoded', () => {
    fc.assert(
      fc.property(around, secrets, fc.constantFrom(...encodings), (before, { secret, text }, encoded) => {
        const left = redacted(before + encoded(text))
        for (const one of [secret, encoded(secret)]) expect(left).not.toMatch(standing(one))
      }),
      { numRuns: 1000 },
    )
  })

  test('and of an opaque token, not a piece either', () => {
    const opaque = fc.oneof(base64.filter((token) => /\d/.test(token) && /[A-Za-z]{2}/.test(token)), digitless, hexadecimal.filter((token) => /\d/.test(token)))
    fc.assert(
      fc.property(around, opaque, (before, token) => {
        const [, after] = redacted(`${before}<${token}>`).split('<')
        expect(after).toMatch(/^\[\w+\]>$/)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['İİ Romero was not found', '[name] [name] was not found'],
    ['Patient/ida-romero-2: not found', 'Patient/[id]: not found'],
    ['Patient/ida/_history/2 is gone', 'Patient/[id]/_history/2 is gone'],
    ['GET https://clinic.example/fhir/Patient/ida/$everything', 'GET https://clinic.example/fhir/Patient/[id]/$everything'],
    ['born 4 Mar 1958', 'born [date]'],
    ['born March 4, 1958.', 'born [date].'],
    ['geboren am 4. März 1958', 'geboren am [date]'],
    ['born Mar 1958', 'born [date]'],
    ['Li, Bo (Ng)', '[name], [name] ([name])'],
    ['für Zoë', 'für [name]'.normalize('NFC')],
    ['für Zoe\u0308s Termin', 'für [name]s Termin'],
    ['WEISSMÜLLER', '[name]'],
    ['access abc+DEF/ghi1234567890== denied', 'access [token] denied'],
    ['Access token QwErTyUiOpAsDfGhJkLzXc is not valid', 'Access token [token] is not valid'],
    ['no such key: qwertyuiopasdfghjklzxcvbnm', 'no such key: [token]'],
    ['session a3f9c2d17b6e0458 ended', 'session [token] ended'],
    ['access_token%3Da3f9c2d17b6e', '[token]'],
    ['token%3Da3f9c2', 'token=[secret]'],
    ['%22access_token%22%3A%22a3f9c2d17b6e%22', '[token]'],
    [String.raw`{\"access_token\":\"a3f9c2d17b6e\"}`, '{"access_token":"[secret]"}'],
    ['Bearer%20a3f9c2', 'Bearer [token]'],
    ['Bearer: a3f9c2', 'Bearer [token]'],
    ['authorization=Bearer+a3f9c2', 'authorization=Bearer [token]'],
    ['code 4/0AbCdEfGh was used', 'code [secret] was used'],
    ['["code","aBcDeF"]', '["code","[secret]"]'],
    ['GET https://user:pw@clinic.example/fhir', 'GET https://[secret]@clinic.example/fhir'],
    ['GET https://user:p@w:x@clinic.example/fhir', 'GET https://[secret]@clinic.example/fhir'],
    ['GET Patient?name=M%C3%BCller&family=John%20Smith failed', 'GET Patient?[query] failed'],
    ['M%C3%BCller', '[name]'],
    ['M%25C3%25BCller', '[name]'],
    ['M%FCller', '[name]'],
    [String.raw`M\u00fcller`, '[name]'],
    ['M&uuml;ller', '[name]'],
    ['M&#252;ller', '[name]'],
    ['M&amp;uuml;ller', '[name]'],
    ['born 1958 Mar 4', 'born [date]'],
    ['born 1958, March 4th', 'born [date]'],
    ['born 1958-Mar-04', 'born [date]'],
  ])('as in %s', (text, left) => {
    expect(redacted(text)).toBe(left)
  })
})

test('nothing comes out that can’t be stored or seen, however it was written, and no name is hidden by it', () => {
  const invisible = fc.constantFrom('\0', '\x01', '\x1b', '\x7f', '\x85', '\ud800', '\udc00', '\u200b', '\u202e', '\u2066', '\ufeff')
  const written = fc.constantFrom<(one: string) => string>(
    (one) => one,
    (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0').slice(-2)}`,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    (one) => `&#${one.charCodeAt(0)};`,
    (one) => `&amp;#x${one.charCodeAt(0).toString(16)};`,
  )
  const piece = fc.oneof(fc.tuple(invisible, written).map(([one, as]) => as(one)), fc.constantFrom('Rom', 'ero', 'x ', '%', '\\', '&', '\t', '\n', '\r\n', '👍'))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (pieces, longest) => {
      const left = redacted(pieces.join(''), longest)
      expect(left).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}]/u)
      expect(left).not.toContain('Romero')
      expect(left.length).toBeLessThanOrEqual(longest)
    }),
    { numRuns: 2000 },
  )
  expect(redacted('Rom%00ero, Ro&#0;mero, Rom\\u0001ero, Rom&#xD800;ero, Rom%E2%80%8Fero')).toBe('[name], [name], [name], [name], [name]')
})

test('is cut only after it was cleaned, and what the cut left half is not shown', () => {
  const text = 'x '.repeat(30) + 'Romero '.repeat(1000)
  for (let longest = 50; longest < 80; longest += 1) {
    const left = redacted(text, longest)
    expect(left.length).toBeLessThanOrEqual(longest)
    expect(left).not.toMatch(/Ro|mero/)
  }
  // So much is removed that a secret at the end of the examined part would show.
  expect(redacted('0123456789'.repeat(39) + '12 Romer'.repeat(1000), 50)).not.toContain('Rom')
})

test('comes to an end, whatever a server repeats: a rule whose cost grew with the square of it would take longer than a test may', () => {
  const pieces = ['%25', '\\', '&amp;', '?a=', 'a', 'A/', '1 ', '1-', 'a.', 'https://', 'Mar ', 'code=', 'Patient/', '@', '\u0301', '+', ' ']
  const texts = [...pieces, ...pieces.flatMap((one) => pieces.map((other) => one + other))].map((piece) => piece.repeat(32_000))
  for (const text of texts) expect(redacted(text).length).toBeLessThanOrEqual(4000)
})

describe('what helps to find a mistake stays', () => {
  test.each([
    'Error code HAPI-1821 in CapabilityStatementProvider.getServerConformanceStatement',
    'the answer was 100% of what was asked for; is it right?',
    String.raw`C:\server\users, AT&T & co.`,
    'token is not valid; the code is unknown to the terminology-server/checking-wrapper',
    'TypeError: Cannot read properties of undefined (reading "start") at offerName (offer-name-B2x.js:12:40)',
    'GET https://clinic.example/fhir/metadata answered HTTP 503',
    'at https://apps.example/slotline/assets/first-screen-B2x.js:12:40',
    'The list of limits was banged shut: oblong, boring, linger',
    'application/fhir+json was expected, text/html came',
    'POST https://clinic.example/fhir/Appointment/_search',
  ])('%s', (text) => {
    expect(redacted(text)).toBe(text)
  })
})
