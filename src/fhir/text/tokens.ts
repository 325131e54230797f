/** Tokens are printable ASCII. A shorter one can be guessed, and may occur in an answer as a word or an id. */
const worthKeeping = /^[!-~]{16,}$/

/** How a token is searched for. */
interface Looks {
  /** The token's longest part that no encoding changes. A text without this part doesn't hold the token. */
  readonly sign: string
  /** Matches the token in plain text, in URLs, in JSON (also JSON within JSON) and in HTML. */
  readonly pattern: string
}

/** The tokens of each holder, from the oldest to the newest; renewals change them. */
export type KnownTokens = readonly ReadonlyMap<string, Looks>[]

const known = new Map<object, Map<string, Looks>>()

/** How many tokens of a holder are kept: four pairs, since the requests of earlier pairs have long been answered. */
const mostKept = 8

/** From now on, these tokens are removed from the answers of servers, which may send them back, and from all that leaves the app. */
export function keepTokensSecret(holder: object, tokens: readonly (string | undefined)[]): void {
  const all = known.get(holder) ?? new Map<string, Looks>()
  known.set(holder, all)
  for (const token of tokens) {
    if (token === undefined || !worthKeeping.test(token)) continue
    const looks = all.get(token) ?? looksOf(token)
    // A token that is still in use becomes the newest, so that it is dropped last.
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

/** The text with `[token]` in place of each token, however the token is encoded. */
export function withoutTokens(text: string, tokens: KnownTokens = knownTokens()): string {
  const pattern = tokensIn(text, tokens)
  return pattern ? text.replace(pattern, '[token]') : text
}

/** A pattern for the tokens that may be in a text; undefined where there can be none, which is the quick and usual case. */
export function tokensIn(text: string, tokens: KnownTokens): RegExp | undefined {
  const found = tokens.flatMap((all) => [...all].filter(([, { sign }]) => text.includes(sign)))
  // The longest first, since one token may begin with another.
  found.sort(([a], [b]) => b.length - a.length)
  return found.length > 0 ? new RegExp(found.map(([, { pattern }]) => pattern).join('|'), 'gi') : undefined
}

/** The same for parsed JSON, in its strings and in its names. Replacing tokens in the raw text could break the JSON. */
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
