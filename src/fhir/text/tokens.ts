/** What authorizes requests is printable ASCII; a shorter one can be guessed, and may be a word or an id of an answer. */
const worthKeeping = /^[!-~]{16,}$/

/** The tokens of each holder; a list grows while the session renews them. */
export type KnownTokens = readonly (readonly string[])[]

const known = new Map<object, string[]>()

/** From now on, these are left out of the answers of servers, should one send them back, and of all that leaves the app. */
export function keepTokensSecret(holder: object, tokens: readonly (string | undefined)[]): void {
  const all = known.get(holder) ?? []
  known.set(holder, all)
  for (const token of tokens) if (token !== undefined && worthKeeping.test(token)) all.push(token)
}

/** The holder's session is over. Who still waits for an answer has taken them along. */
export function forgetTokensOf(holder: object): void {
  known.delete(holder)
}

/** For who asks now and reads later: by then the session may be over. */
export function knownTokens(): KnownTokens {
  return [...known.values()]
}

/** The text with `[token]` in place of each, also as it stands in URLs, and in JSON whose slashes are escaped. */
export function withoutTokens(text: string, tokens: KnownTokens = knownTokens()): string {
  const forms = tokens.flat().flatMap((token) => [token, encodeURIComponent(token), token.replaceAll('/', String.raw`\/`)])
  return [...new Set(forms)].reduce((left, form) => left.replaceAll(form, '[token]'), text)
}
