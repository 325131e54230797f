import { createServer } from 'node:http'

/** A web server that has nothing to do with the app. It records every request, and lets every page read its answers. */
export async function startElsewhere() {
  const arrived: string[] = []
  const pages = new Map<string, string>()
  const server = createServer((request, response) => {
    const { method, url = '/', headers } = request
    const page = pages.get(url)
    // Browsers request the icon by themselves for pages of this server.
    if (url !== '/favicon.ico' && page === undefined) arrived.push(`${method} ${url} ${headers.authorization ?? ''}`.trim())
    response.writeHead(200, {
      'Content-Type': page === undefined ? 'application/fhir+json' : 'text/html; charset=utf-8',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*, authorization',
    })
    response.end(page ?? '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    /** The requests, as `GET /path`, with the authorization header behind it. Requests for its own pages don't count. */
    arrived,
    /** Serves this HTML at `path` from now on, and returns its address. */
    show(path: string, html: string): string {
      pages.set(path, html)
      return origin + path
    },
    close() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
