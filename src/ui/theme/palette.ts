/**
 * Slotline's colours, one set per scheme: one accent, reserved for the next action, and a tone for each outcome. Every pair with
 * text reaches 4.5:1 and every control's edge 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); palette.test.ts checks it.
 */
export const toneNames = ['booked', 'pending', 'cancelled', 'unknown', 'failed', 'neutral'] as const

/** The state of an appointment, a request or a notice. `neutral` informs without a judgement. */
export type ToneName = (typeof toneNames)[number]

export interface Tone {
  /** The colour of words and icons on `surface`, on the page or on paper. */
  readonly text: string
  readonly surface: string
  /** The hairline around `surface`. */
  readonly line: string
}

export interface SchemeColours {
  readonly mode: 'light' | 'dark'
  readonly page: string
  readonly paper: string
  readonly text: string
  readonly secondaryText: string
  readonly hairline: string
  /** The edge of inputs and buttons. */
  readonly outline: string
  readonly accent: string
  readonly accentHover: string
  readonly onAccent: string
  /** The background of what is selected or chosen. */
  readonly accentSurface: string
  readonly hover: string
  readonly tone: Readonly<Record<ToneName, Tone>>
}

export const light: SchemeColours = {
  mode: 'light',
  page: '#f6f8f9',
  paper: '#ffffff',
  text: '#15212a',
  secondaryText: '#52616c',
  hairline: '#dbe2e6',
  outline: '#82909a',
  accent: '#0b5f7c',
  accentHover: '#08485f',
  onAccent: '#ffffff',
  accentSurface: '#e1f0f5',
  hover: '#eef2f4',
  tone: {
    booked: { text: '#14633b', surface: '#e9f5ee', line: '#acd6be' },
    pending: { text: '#764b00', surface: '#fdf4df', line: '#e5c98f' },
    cancelled: { text: '#4d5962', surface: '#eff2f4', line: '#c8d0d6' },
    unknown: { text: '#5a3a92', surface: '#f3eefb', line: '#cfbfec' },
    failed: { text: '#a01f2b', surface: '#fdeeef', line: '#ebb7bb' },
    neutral: { text: '#2c5468', surface: '#eef4f7', line: '#bed2dc' },
  },
}

export const dark: SchemeColours = {
  mode: 'dark',
  page: '#0e151a',
  paper: '#141d23',
  text: '#e7edf1',
  secondaryText: '#a4b2bc',
  hairline: '#28343c',
  outline: '#6f7f8a',
  accent: '#74c7e0',
  accentHover: '#9bd8ea',
  onAccent: '#04222e',
  accentSurface: '#12313d',
  hover: '#1c272e',
  tone: {
    booked: { text: '#83d6a6', surface: '#12281c', line: '#2b5a3f' },
    pending: { text: '#eec06c', surface: '#2a2112', line: '#5f4b24' },
    cancelled: { text: '#b2bec7', surface: '#1d262c', line: '#3d4a53' },
    unknown: { text: '#c7b1f4', surface: '#221c31', line: '#4d3f6f' },
    failed: { text: '#ffa0a6', surface: '#31191c', line: '#6f383d' },
    neutral: { text: '#96c6d8', surface: '#14252d', line: '#2c4b58' },
  },
}

export const highContrastLight: SchemeColours = {
  mode: 'light',
  page: '#ffffff',
  paper: '#ffffff',
  text: '#000000',
  secondaryText: '#000000',
  hairline: '#000000',
  outline: '#000000',
  accent: '#003a50',
  accentHover: '#00222f',
  onAccent: '#ffffff',
  accentSurface: '#d3eef7',
  hover: '#e6e6e6',
  tone: {
    booked: outlined('#003d1d', '#ffffff'),
    pending: outlined('#4d3000', '#ffffff'),
    cancelled: outlined('#2b2b2b', '#ffffff'),
    unknown: outlined('#3a1a75', '#ffffff'),
    failed: outlined('#7a0010', '#ffffff'),
    neutral: outlined('#003245', '#ffffff'),
  },
}

export const highContrastDark: SchemeColours = {
  mode: 'dark',
  page: '#000000',
  paper: '#000000',
  text: '#ffffff',
  secondaryText: '#ffffff',
  hairline: '#ffffff',
  outline: '#ffffff',
  accent: '#8fe4ff',
  accentHover: '#c4f1ff',
  onAccent: '#000000',
  accentSurface: '#003447',
  hover: '#2b2b2b',
  tone: {
    booked: outlined('#9dffc4', '#000000'),
    pending: outlined('#ffdb8f', '#000000'),
    cancelled: outlined('#e0e0e0', '#000000'),
    unknown: outlined('#e0d0ff', '#000000'),
    failed: outlined('#ffc2c6', '#000000'),
    neutral: outlined('#b8ecff', '#000000'),
  },
}

function outlined(text: string, surface: string): Tone {
  return { text, surface, line: text }
}
