/** What the authorization server said by the URL it sent the browser back to (RFC 6749 4.1.2). */
export type AuthorizationResponse =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'code'; readonly code: string } & Sender)
  | ({ readonly kind: 'error'; readonly error: string; readonly description?: string } & Sender)
  /** Parameters that contradict each other or come more than once. */
  | { readonly kind: 'malformed' }

interface Sender {
  /** The name of the page that it came to; '' for the folder of the app. */
  readonly page: string
  readonly state?: string
  /** Who the server says it is (RFC 9207). */
  readonly iss?: string
}

/** A request for authorization, as far as its answer is recognised by it. */
interface AuthorizationRequested {
  readonly state: string
  /** Who the authorization server said it is, before the browser went there. */
  readonly issuer?: string
  /** That it says so in every answer. */
  readonly namesItself?: true
  /** The origin of where the browser went. */
  readonly origin?: string
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined
}

/**
 * Whether this is the answer to that request. One that came from another server than the request went to is not (RFC 9207):
 * where an app signs in at two, one of them could pass a code of the other on to itself. A server that never said who it is
 * must at least be where the browser went. Nor is one that names nobody, where the server announced that its answers do, or one
 * that came to another page than it was to.
 * @param page the one that the answer is to come to, where there are several
 */
export function isAnswerTo(
  { state, issuer, namesItself, origin }: AuthorizationRequested,
  response: AuthorizationResponse,
  page?: string,
): response is Extract<AuthorizationResponse, { kind: 'code' | 'error' }> {
  if (response.kind !== 'code' && response.kind !== 'error') return false
  const isSender = issuer === undefined ? originOf(response.iss) === origin : response.iss === issuer
  if ((response.iss !== undefined || namesItself) && !isSender) return false
  // An error, too, must have it (RFC 6749 4.1.2.1): anyone can write a link with an error in it.
  return response.state === state && (page === undefined || response.page === page)
}

/** What authorization servers add to an address, also those that answer in another way than they were asked to. */
const parameters =
  /^(?:code|state|error(?:_description|_uri)?|iss|session_state|(?:access|id|refresh)_token|token_type|expires_in)$/

/**
 * Takes all that a sign-in may have added out of the page's URL, whatever its path: neither a reload, nor the history, nor a
 * referrer shall find it there again. The rest of the URL and the router's history state stay as they are. What is in the
 * fragment is no answer: none was asked for there.
 */
export function takeAuthorizationResponse(): AuthorizationResponse {
  const url = new URL(location.href)
  const response = readAuthorizationResponse(url)
  url.search = withoutParameters(url.search)
  url.hash = withoutParameters(url.hash)
  if (url.href !== location.href) history.replaceState(history.state, '', url)
  return response
}

/** @param text a query or a fragment, which may be a route with a query of its own */
function withoutParameters(text: string): string {
  const kept = text.replace(/[^?#]+/g, (pairs) => {
    const all = pairs.split('&')
    const others = all.filter((pair) => !parameters.test(nameIn(pair)))
    // `scope` is a parameter of a screen's, too.
    return (others.length === all.length ? all : others.filter((pair) => nameIn(pair) !== 'scope')).join('&')
  })
  return kept.replace(/[?#]+$/, '')
}

/** Read as a form would be, behind the slash or exclamation mark that a fragment may begin with. */
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
