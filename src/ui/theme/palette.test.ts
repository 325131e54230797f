import { describe, expect, test } from 'vitest'
import { dark, highContrastDark, highContrastLight, light, toneNames, type SchemeColours } from './palette.ts'

const schemes: readonly (readonly [string, SchemeColours, number])[] = [
  ['light', light, 4.5],
  ['dark', dark, 4.5],
  ['high contrast on light', highContrastLight, 7],
  ['high contrast on dark', highContrastDark, 7],
]

describe.each(schemes)('in the %s scheme', (_name, colours, least) => {
  const surfaces = [colours.page, colours.paper, colours.hover, colours.accentSurface]

  test('text can be read on every surface', () => {
    for (const surface of surfaces) {
      expect(contrast(colours.text, surface)).toBeGreaterThanOrEqual(least)
      expect(contrast(colours.secondaryText, surface)).toBeGreaterThanOrEqual(least)
      expect(contrast(colours.accent, surface)).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(colours.onAccent, colours.accent)).toBeGreaterThanOrEqual(least)
    expect(contrast(colours.onAccent, colours.accentHover)).toBeGreaterThanOrEqual(least)
  })

  test.each(toneNames)('the tone %s can be read on its own surface and on the page', (name) => {
    const tone = colours.tone[name]
    for (const surface of [tone.surface, ...surfaces]) expect(contrast(tone.text, surface)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(tone.text, tone.surface)).toBeGreaterThanOrEqual(least)
  })

  test('the edges of controls can be seen', () => {
    for (const surface of [colours.page, colours.paper]) expect(contrast(colours.outline, surface)).toBeGreaterThanOrEqual(3)
  })
})

/** WCAG 2.2's contrast ratio of two `#rrggbb` colours. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
