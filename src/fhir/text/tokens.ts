/** Tokens are printable ASCII. A shorter one can be guessed, and may occur in an answer as a word or an id. */
const worthKeeping = /^[!-~]{16,}$/

/** How a token is looked for. */
interface Looks {
  /** Its longest part that nobody encodes: where that isn't, the token isn't, either. */
  readonly sign: string
  /** It as it is, in URLs, in JSON and in HTML; also in JSON within JSON. */
  readonly pattern: string
}

/** The tokens of each holder, from the oldest to the newest; renewals change them. */
export type KnownTokens = readonly ReadonlyMap<string, Looks>[]

const known = new Map<object, Map<string, Looks>>()

/** Of each holder: with a refresh token for each, those that may still be on their way. */
const mostKept = 8

/** From now on, these are left out of the answers of servers, should one send them back, and of all that leaves the app. */
export function keepTokensSecret(holder: object, tokens: readonly (string | undefined)[]): void {
  const all = known.get(holder) ?? new Map<string, Looks>()
  known.set(holder, all)
  for (const token of tokens) {
    if (token === undefined || !worthKeeping.test(token)) continue
    const looks = all.get(token) ?? looksOf(token)
    // What is still in use is the last to go.
    all.delete(token)
    all.set(token, looks)
  }
  for (const token of all.keys()) if (all.size > mostKept) all.delete(token)
}

/** For the end of the holder's session. Callers that still wait for an answer have taken the tokens along (`knownTokens`). */
export function forgetTokensOf(holder: object): void {
  known.delete(holder)
}

/** For a caller that sends a request now and reads its answer later, when the session may be over. */
export function knownTokens(): KnownTokens {
  return [...known.values()]
}

/** The text with `[token]` in place of each, however it is encoded. */
export function withoutTokens(text: string, tokens: KnownTokens = knownTokens()): string {
  const pattern = tokensIn(text, tokens)
  return pattern ? text.replace(pattern, '[token]') : text
}

/** What finds those that may be in a text; undefined where none can be, which is quickly seen. */
export function tokensIn(text: string, tokens: KnownTokens): RegExp | undefined {
  const found = tokens.flatMap((all) => [...all].filter(([, { sign }]) => text.includes(sign)))
  // One may begin with another.
  found.sort(([a], [b]) => b.length - a.length)
  return found.length > 0 ? new RegExp(found.map(([, { pattern }]) => pattern).join('|'), 'gi') : undefined
}

/** The same for what JSON came to, in its texts and in its names: to look for them in JSON itself could break it. */
export function withoutTokensIn(value: unknown, pattern: RegExp): unknown {
  if (typeof value === 'string') return value.replace(pattern, '[token]')
  if (Array.isArray(value)) return value.map((one) => withoutTokensIn(one, pattern))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, part]) => [name.replace(pattern, '[token]'), withoutTokensIn(part, pattern)])
  return Object.fromEntries(entries)
}

function looksOf(token: string): Looks {
  const [sign = ''] = (token.match(/\w+/g) ?? []).sort((a, b) => b.length - a.length)
  const pattern = token.replace(/\W/g, (one) => {
    const code = one.charCodeAt(0)
    const hex = code.toString(16)
    return String.raw`(?:\\{0,4}\x${hex}|%(?:25){0,4}${hex}|\\{1,4}u00${hex}|&#(?:x${hex}|${code});)`
  })
  return { sign, pattern }
}
