/** What the authorization server said by the URL it sent the browser back to (RFC 6749 4.1.2). */
export type AuthorizationResponse =
  | { readonly kind: 'none' }
  | { readonly kind: 'code'; readonly code: string; readonly state?: string }
  | { readonly kind: 'error'; readonly error: string; readonly description?: string; readonly state?: string }
  /** Parameters that contradict each other or come more than once. */
  | { readonly kind: 'malformed' }

const parameters = ['code', 'state', 'error', 'error_description', 'error_uri', 'session_state', 'iss'] as const

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
  const repeated = ['code', 'state', 'error'].some((name) => query.getAll(name).length > 1)
  if (repeated || (code !== null && error !== null)) return { kind: 'malformed' }
  const state = query.get('state') ?? undefined
  const stated = state === undefined ? {} : { state }
  if (error !== null) {
    const description = query.get('error_description') ?? undefined
    return { kind: 'error', error, ...(description === undefined ? {} : { description }), ...stated }
  }
  return code ? { kind: 'code', code, ...stated } : { kind: 'malformed' }
}
