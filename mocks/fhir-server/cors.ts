const EXPOSED = 'Date, ETag, Expires, Last-Modified, Location, Retry-After, WWW-Authenticate, X-Request-Id'

/** Lets pages of any origin read the answer (no cookies are involved), and echoes the request's id. */
export function withCors(response: Response, { headers }: Request): Response {
  const requestId = headers.get('x-request-id')
  response.headers.set('access-control-allow-origin', '*')
  response.headers.set('access-control-expose-headers', EXPOSED)
  if (requestId) response.headers.set('x-request-id', requestId)
  return response
}

/** The answer to a CORS preflight. */
export const preflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
      'access-control-allow-headers': 'Authorization, Content-Type, Accept, X-Request-Id, If-Match, Prefer',
      'access-control-max-age': '600',
    },
  })
