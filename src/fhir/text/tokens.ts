/** Tokens are printable ASCII. A shorter one can be guessed, and may occur in an answer as a word or an id. */
const worthKeeping = /^[!-~]{16,}$/

/** The tokens of each holder; a holder's list grows as its session renews them. */
export type KnownTokens = readonly (readonly string[])[]

const known = new Map<object, string[]>()

/** From now on, these are removed from servers' answers, in case one sends them back, and from everything that leaves the app. */
export function keepTokensSecret(holder: object, tokens: readonly (string | undefined)[]): void {
  const all = known.get(holder) ?? []
  known.set(holder, all)
  for (const token of tokens) if (token !== undefined && worthKeeping.test(token)) all.push(token)
}

/** For the end of the holder's session. Callers that still wait for an answer have taken the tokens along (`knownTokens`). */
export function forgetTokensOf(holder: object): void {
  known.delete(holder)
}

/** For a caller that sends a request now and reads its answer later, when the session may be over. */
export function knownTokens(): KnownTokens {
  return [...known.values()]
}

/** The text with `[token]` in place of each token, also if it is URL-encoded or its slashes are escaped as in JSON. */
export function withoutTokens(text: string, tokens: KnownTokens = knownTokens()): string {
  const forms = tokens.flat().flatMap((token) => [token, encodeURIComponent(token), token.replaceAll('/', String.raw`\/`)])
  return [...new Set(forms)].reduce((left, form) => left.replaceAll(form, '[token]'), text)
}
