import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** Where the app lies on its web server. */
const path = '/tools/slotline/'

/**
 * A plain web server, with the production build in a folder below its root, settings of its own and a strict content
 * security policy: nothing but files, and 404 for what isn't one.
 * @param config what `config.json` says
 * @param fhirOrigin the only other origin that the policy lets the app speak to
 */
export async function startAppHost(dist: string, config: object, fhirOrigin: string) {
  const policy = [
    "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'; form-action 'self'",
    "script-src 'self'; require-trusted-types-for 'script'",
    "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    `connect-src 'self' ${fhirOrigin}; img-src 'self' data:; font-src 'self'; manifest-src 'self'`,
  ].join('; ')
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const name = normalize(pathname.slice(path.length)) || 'index.html'
      const wanted = name === '.' ? 'index.html' : name
      const content = !pathname.startsWith(path) || wanted.startsWith('..')
        ? undefined
        : wanted === 'config.json'
          ? JSON.stringify(config)
          : await readFile(join(dist, wanted)).catch(() => undefined)
      if (content === undefined) return void response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>404')
      const type = types[extname(wanted)] ?? 'application/octet-stream'
      response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(content)
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return {
    /** The app's root, which is its redirect URI. */
    root: `http://localhost:${address.port}${path}`,
    close() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
