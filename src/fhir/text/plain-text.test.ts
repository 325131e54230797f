import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

describe('a server’s text', () => {
  test.each([
    'Ida Romero',
    'Zoë Ångström-Łukasz',
    'Nguyễn Thị Minh',
    '<b>bold</b> & "quoted"',
    'שרה כהן',
    'می‌خواهم',
    'श्री क्‍ष',
    'نامه\u200cای',
    'مَ\u200cه',
    'ශ්\u200dරී',
    'ক্\u200dষ',
    '\u0600١٢ \u06dd٣ \u08e2',
    '山田 太郎',
    'two\nlines\tand a tab',
    '✓ 👍',
  ])('stays as it is: %s', (text) => {
    expect(plainText(text)).toBe(text)
  })

  test.each([
    ['an override of direction', 'Ida \u202eoremoR', 'Ida oremoR'],
    ['isolates and marks of direction', '\u2067Ida\u2069 \u200fRomero\u061c', 'Ida Romero'],
    ['zero-width characters', 'Ida\u200b Ro\u2060mero\ufeff', 'Ida Romero'],
    ['joiners between Latin letters', 'Ida Ro\u200dme\u200cro', 'Ida Romero'],
    ['a joiner between Latin letters with marks', 'Zoe\u0308\u200cli Mu\u0308\u200dller', 'Zoe\u0308li Mu\u0308ller'],
    ['a joiner before a mark', 'Zoe\u200c\u0308', 'Zoe\u0308'],
    ['joiners in scripts that never need them', '李\u200c小龙 כ\u200cהן 박\u200c지 Ա\u200cբ ה\u05b8\u200dן', '李小龙 כהן 박지 Աբ ה\u05b8ן'],
    ['a second joiner', 'क्\u200d\u200dष', 'क्\u200dष'],
    ['a joiner after a digit', '४\u200d२', '४२'],
    ['a joiner that joins nothing', '\u200dIda', 'Ida'],
    ['controls', 'I\0d\x07a\x1b[31m \x85Romero', 'Ida[31m Romero'],
    ['soft hyphens', 'Ro\u00admero', 'Romero'],
    ['fillers', 'Ida\u3164\u2800', 'Ida'],
    ['tags', 'Ida\u{e0041}\u{e0042}', 'Ida'],
    ['half a character', 'Ida\ud800', 'Ida'],
    ['line ends of all systems', 'a\r\nb\rc', 'a\nb\nc'],
    ['a pile of marks', `e${'\u0301'.repeat(50)}`, `e${'\u0301'.repeat(4)}`],
  ])('loses %s', (_what, text, shown) => {
    expect(plainText(text)).toBe(shown)
  })

  test('loses whatever is drawn as nothing, wherever it stands in a name', () => {
    // The ranges of Default_Ignorable_Code_Point in Unicode 16, written out: the engine's own list may be older.
    const ignorable: readonly (readonly [number, number])[] = [
      [0xad, 0xad], [0x34f, 0x34f], [0x61c, 0x61c], [0x115f, 0x1160], [0x17b4, 0x17b5], [0x180b, 0x180f], [0x200b, 0x200f],
      [0x202a, 0x202e], [0x2060, 0x206f], [0x3164, 0x3164], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xffa0, 0xffa0],
      [0xfff0, 0xfff8], [0x1bca0, 0x1bca3], [0x1d173, 0x1d17a], [0xe0000, 0xe0fff],
    ]
    const others: readonly (readonly [number, number])[] = [
      [0, 8], [0xb, 0xc], [0xe, 0x1f], [0x7f, 0x9f], [0x2028, 0x2029], [0x2800, 0x2800], [0xfff9, 0xfffb],
      [0x13430, 0x1343f], [0x16fe4, 0x16fe4], [0xd800, 0xdfff],
    ]
    for (const [first, last] of [...ignorable, ...others]) {
      for (let code = first; code <= last; code += 1) {
        const character = String.fromCodePoint(code)
        expect(plainText(`Ro${character}mero`), `U+${code.toString(16)}`).toBe('Romero')
        expect(plainText(`${character}Ida${character}`), `U+${code.toString(16)}`).toBe('Ida')
      }
    }
  })

  test('is cut, and says so, between two characters', () => {
    expect(plainText('x'.repeat(1_000_000))).toBe(`${'x'.repeat(299)}…`)
    expect(plainText('👍'.repeat(1_000), 10)).toBe(`${'👍'.repeat(9)}…`)
    expect(plainText('\u200b'.repeat(1_000_000) + 'x', 10)).toBe('…')
  })

  test('whatever it is, comes out short, visible, and the same when it is shown again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 5, max: 40 }), (text, longest) => {
        const shown = plainText(text, longest)
        expect(Array.from(shown).length).toBeLessThanOrEqual(longest)
        expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\0-\x08\x7f]/)
        expect(plainText(shown, longest)).toBe(shown)
      }),
    )
  })
})

test('comes to an end where marks and joiners are piled on one letter', () => {
  const piled = `न${'\u0301\u200d'.repeat(500_000)}`
  expect(plainText(piled, 4000).length).toBeLessThanOrEqual(4000)
  for (let time = 0; time < 2_000; time += 1) plainText(`${time}न${'\u0301'.repeat(8_000)}\u200d${'\u0301\u200d'.repeat(4_000)}`, 4000)
})
