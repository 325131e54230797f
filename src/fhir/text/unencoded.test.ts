import { describe, expect, test } from 'vitest'
import { unencoded, unescaped } from './unencoded.ts'

describe('what programs have made of a text is undone', () => {
  test.each([
    ['a URL’s', 'M%C3%BCller%20%26%20Co', 'Müller & Co'],
    ['a URL’s in Latin-1', 'M%FCller', 'Müller'],
    ['a URL’s, three times over', 'M%2525C3%2525BCller', 'Müller'],
    ['JSON’s', String.raw`\"M\u00FCller\"\nBo \/ Li`, '"Müller" Bo / Li'],
    ['JSON’s within JSON', String.raw`\\\"M\\\\u00FCller\\\"`, '"Müller"'],
    ['JavaScript’s', String.raw`M\xfcller \u{1f44d}`, 'Müller 👍'],
    ['HTML’s', '&lt;b&gt;M&uuml;ller &amp; S&#246;hne &#xE9;', '<b>Müller & Söhne é'],
    ['HTML’s, twice over', 'M&amp;uuml;ller', 'Müller'],
    ['one within the other', encodeURIComponent(String.raw`{\"a\":\"M&uuml;ller\"}`), '{"a":"Müller"}'],
  ])('%s', (_, text, read) => {
    expect(unencoded(text)).toBe(read)
  })

  test.each(['100% of it, 5%', String.raw`C:\new\users\xy`, 'AT&T; R&D', '&#x110000;', '&unheardof;', '\\'])('and what is none stays: %s', (text) => {
    expect(unencoded(text)).toBe(text)
  })

  test('but for URLs, where they have to end where they did', () => {
    expect(unescaped(String.raw`\"?a=b%20c&amp;d`)).toBe('"?a=b%20c&d')
  })
})
