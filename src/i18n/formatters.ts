/**
 * Intl's formatters, kept by locale, zone and use: making a formatter costs fifty times what using it does, and a list of results has
 * thousands of times. `zone` is an IANA name.
 */
export type FormatterUse = keyof typeof options

const options = {
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  shortDay: { weekday: 'short', day: 'numeric', month: 'short' },
  shortDayOfYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  zone: { timeZoneName: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const kept = new Map<string, Intl.DateTimeFormat>()

/** The formatter for this use. Throws RangeError for a zone or a locale that the browser doesn't know. */
export function formatter(use: FormatterUse, locale: string, zone: string): Intl.DateTimeFormat {
  const key = `${use} ${locale} ${zone}`
  const found = kept.get(key)
  if (found) return found
  const made = new Intl.DateTimeFormat(locale, { ...options[use], timeZone: zone })
  kept.set(key, made)
  return made
}
