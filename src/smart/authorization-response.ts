/** What the authorization server said by the URL it sent the browser back to (RFC 6749 4.1.2). */
export type AuthorizationResponse =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'code'; readonly code: string } & Sender)
  | ({ readonly kind: 'error'; readonly error: string; readonly description?: string } & Sender)
  /** Parameters that contradict each other or come more than once. */
  | { readonly kind: 'malformed' }

interface Sender {
  readonly state?: string
  /** Who the server says it is (RFC 9207). */
  readonly iss?: string
}

/** A request for authorization, as far as its answer is recognised by it. */
interface AuthorizationRequested {
  readonly state: string
  /** Who the authorization server said it is, before the browser went there. */
  readonly issuer?: string
  /** The origin of where the browser went. */
  readonly origin?: string
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined
}

const parameters = ['code', 'state', 'error', 'error_description', 'error_uri', 'session_state', 'iss'] as const

/**
 * Whether this is the answer to that request. One that came from another server than the request went to is not (RFC 9207):
 * where an app signs in at two, one of them could pass a code of the other on to itself. A server that never said who it is
 * must at least be where the browser went.
 */
export function isAnswerTo(
  { state, issuer, origin }: AuthorizationRequested,
  response: AuthorizationResponse,
): response is Extract<AuthorizationResponse, { kind: 'code' | 'error' }> {
  if (response.kind !== 'code' && response.kind !== 'error') return false
  const isSender = issuer === undefined ? originOf(response.iss) === origin : response.iss === issuer
  if (response.iss !== undefined && !isSender) return false
  // An error, too, must have it (RFC 6749 4.1.2.1): anyone can write a link with an error in it.
  return response.state === state
}

/**
 * Takes the answer out of the page's URL: neither a reload, nor the history, nor a referrer shall find it there again.
 * The rest of the URL and the router's history state stay as they are.
 */
export function takeAuthorizationResponse(): AuthorizationResponse {
  const url = new URL(location.href)
  const response = readAuthorizationResponse(url.searchParams)
  if (response.kind === 'none') return response
  for (const parameter of parameters) url.searchParams.delete(parameter)
  history.replaceState(history.state, '', url)
  return response
}

function readAuthorizationResponse(query: URLSearchParams): AuthorizationResponse {
  const code = query.get('code')
  const error = query.get('error')
  if (code === null && error === null) return { kind: 'none' }
  const repeated = ['code', 'state', 'error', 'iss'].some((name) => query.getAll(name).length > 1)
  if (repeated || (code !== null && error !== null)) return { kind: 'malformed' }
  const state = query.get('state') ?? undefined
  const iss = query.get('iss') ?? undefined
  const sender = { ...(state === undefined ? {} : { state }), ...(iss === undefined ? {} : { iss }) }
  if (error !== null) {
    const description = query.get('error_description') ?? undefined
    return { kind: 'error', error, ...(description === undefined ? {} : { description }), ...sender }
  }
  return code ? { kind: 'code', code, ...sender } : { kind: 'malformed' }
}
