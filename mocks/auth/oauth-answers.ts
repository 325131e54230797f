const openToAll = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'accept, authorization, content-type, x-request-id',
  'access-control-max-age': '600',
}

/** JSON that any origin may read, as SMART App Launch 2.2 asks of discovery and token endpoints. */
export function jsonAnswer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { ...openToAll, ...headers } })
}

/** The answer to a CORS preflight. */
export function preflightAnswer(): Response {
  return new Response(null, { status: 204, headers: openToAll })
}

export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'server_error'

/** Tokens and token errors must not be kept by any cache (RFC 6749 5.1). */
export const neverStored = { 'cache-control': 'no-store', pragma: 'no-cache' }

/** An error of the token endpoint (RFC 6749 5.2). */
export function tokenError(error: OAuthError, description: string, status = 400): Response {
  return jsonAnswer({ error, error_description: description }, status, neverStored)
}
