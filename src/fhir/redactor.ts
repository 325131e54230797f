import type { Patient } from './types.ts'

/** What this session has read of patients, in lower case, the longest first. It is only ever compared with. */
let known: readonly string[] = []

/** Shorter ones are parts of ordinary words; they stand beside longer ones in a name. */
const shortest = 3

/** From now on, what names this patient is left out wherever it stands. */
export function keepSecret({ name = [], birthDate, identifier = [], telecom = [], address = [] }: Patient): void {
  const texts = [
    ...name.flatMap(({ text, family, given = [] }) => [text, family, ...given]),
    birthDate,
    ...identifier.map(({ value }) => value),
    ...telecom.map(({ value }) => value),
    ...address.flatMap(({ text, line = [], postalCode }) => [text, ...line, postalCode]),
  ]
  const parts = texts.flatMap((text) => (text ? [text, ...text.split(/[\s,]+/)] : [])).map((text) => text.toLowerCase())
  const all = new Set([...known, ...parts.filter((text) => text.length >= shortest)])
  known = [...all].sort((a, b) => b.length - a.length)
}

/** Nothing of any patient stays in memory when the session is over. */
export function forgetSecrets(): void {
  known = []
}

/** In this order: a URL goes before what could stand in it, a token before its digits. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+\S+/gi, 'Bearer [token]'],
  [/\b[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]'],
  // Of a URL, the server and the path's words stay; what is asked for goes.
  [/(https?:\/\/[^\s?#"'<>)]*)[?#][^\s"'<>)]*/gi, '$1?[query]'],
  [/\b((?:access_|refresh_|id_)?token|code|state|code_verifier|client_secret|launch|password)(["']?\s*[=:]\s*["']?)[^\s&"',;}]+/gi, '$1$2[secret]'],
  [/\b([A-Z][A-Za-z]+)\/(?!\[)[A-Za-z0-9\-.]{1,64}(?=$|[^\w/.:-])/g, '$1/[id]'],
  [/[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '[id]'],
  [/\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?/g, '[date]'],
  [/\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/g, '[date]'],
  // Telephone and record numbers, also in groups.
  [/\+?\(?\d(?:[\s()/.-]{0,2}\d){4,}/g, '[number]'],
  // What only a machine writes: letters and digits without a space, for long.
  [/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}\b/g, '[token]'],
]

/**
 * The one way for a text to leave the app towards a log or an error report: without tokens, codes, queries, ids, dates, numbers
 * and addresses of any kind, and without what this session has read of a patient. It leaves out too much rather than too little.
 */
export function redacted(text: string): string {
  const named = known.reduce((rest, secret) => withoutSecret(rest, secret), text)
  return patterns.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), named)
}

function withoutSecret(text: string, secret: string): string {
  let rest = text
  for (let at = rest.toLowerCase().indexOf(secret); at >= 0; at = rest.toLowerCase().indexOf(secret, at + '[name]'.length)) {
    rest = `${rest.slice(0, at)}[name]${rest.slice(at + secret.length)}`
  }
  return rest
}
