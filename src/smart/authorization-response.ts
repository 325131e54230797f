/** What the authorization server said in the URL that it sent the browser back to (RFC 6749 4.1.2). */
export type AuthorizationResponse =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'code'; readonly code: string } & Sender)
  | ({ readonly kind: 'error'; readonly error: string; readonly description?: string } & Sender)
  /** Parameters contradict each other or are repeated. */
  | { readonly kind: 'malformed' }

interface Sender {
  /** The name of the page that the answer came to; '' for the app's folder. */
  readonly page: string
  readonly state?: string
  /** The issuer that the server claims to be (RFC 9207). */
  readonly iss?: string
}

/** The parts of an authorization request by which its answer is recognised. */
interface AuthorizationRequested {
  readonly state: string
  /** The issuer that the authorization server claimed to be before the browser went there. */
  readonly issuer?: string
  /** The server announced that all its answers name it. */
  readonly namesItself?: true
  /** The origin that the browser was sent to. */
  readonly origin?: string
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined
}

/**
 * Whether a response answers this request. The response must not come from another server (RFC 9207): where an app signs in at two, one
 * could otherwise obtain a code meant for the other. A server that never named its issuer may only name the origin that the browser
 * went to. A server that announced that it names itself must do so. The response must come to the right page.
 * @param page the page that the answer must come to, if there are several
 */
export function isAnswerTo(
  { state, issuer, namesItself, origin }: AuthorizationRequested,
  response: AuthorizationResponse,
  page?: string,
): response is Extract<AuthorizationResponse, { kind: 'code' | 'error' }> {
  if (response.kind !== 'code' && response.kind !== 'error') return false
  const isSender = issuer === undefined ? originOf(response.iss) === origin : response.iss === issuer
  if ((response.iss !== undefined || namesItself) && !isSender) return false
  // An error needs the state too (RFC 6749 4.1.2.1): anyone can write a link with an error in it.
  return response.state === state && (page === undefined || response.page === page)
}

/** The parameters that authorization servers add to an address, including those of response types that were not asked for. */
const parameters =
  /^(?:code|state|error(?:_description|_uri)?|iss|session_state|(?:access|id|refresh)_token|token_type|expires_in)$/

/**
 * Removes everything that a sign-in may have added from the page's URL, whatever its path, so that no reload, history entry or referrer
 * contains it. The rest of the URL and the router's history state stay. Parameters in the fragment are removed but are no answer,
 * because none was requested there.
 */
export function takeAuthorizationResponse(): AuthorizationResponse {
  const url = new URL(location.href)
  const response = readAuthorizationResponse(url)
  url.search = withoutParameters(url.search)
  url.hash = withoutParameters(url.hash)
  if (url.href !== location.href) history.replaceState(history.state, '', url)
  return response
}

/** @param text a query, or a fragment, which may be a route with its own query */
function withoutParameters(text: string): string {
  const kept = text.replace(/[^?#]+/g, (pairs) => {
    const all = pairs.split('&')
    const others = all.filter((pair) => !parameters.test(nameIn(pair)))
    // `scope` alone may be a parameter of one of the app's screens.
    return (others.length === all.length ? all : others.filter((pair) => nameIn(pair) !== 'scope')).join('&')
  })
  return kept.replace(/[?#]+$/, '')
}

/** Decodes the name like a form's, after any slash or exclamation mark at the start of a fragment. */
function nameIn(pair: string): string {
  const [name = ''] = new URLSearchParams(pair.replace(/^[/!]+/, '')).keys()
  return name
}

function readAuthorizationResponse({ searchParams: query, pathname }: URL): AuthorizationResponse {
  const code = query.get('code')
  const error = query.get('error')
  if (code === null && error === null) return { kind: 'none' }
  const repeated = ['code', 'state', 'error', 'iss'].some((name) => query.getAll(name).length > 1)
  if (repeated || (code !== null && error !== null)) return { kind: 'malformed' }
  const state = query.get('state') ?? undefined
  const iss = query.get('iss') ?? undefined
  const page = pathname.slice(pathname.lastIndexOf('/') + 1)
  const sender = { page, ...(state === undefined ? {} : { state }), ...(iss === undefined ? {} : { iss }) }
  if (error !== null) {
    const description = query.get('error_description') ?? undefined
    return { kind: 'error', error, ...(description === undefined ? {} : { description }), ...sender }
  }
  return code ? { kind: 'code', code, ...sender } : { kind: 'malformed' }
}
