import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { securityHeaders } from '../../deploy/headers.mjs'

type NamedServers = Parameters<typeof securityHeaders>[0]

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** The app's path on its web server. */
const path = '/tools/slotline/'

/**
 * A plain web server with the production build in a folder below its root, its own settings, and the headers that the product
 * requires. It serves only files, and answers 404 for anything else.
 * @param config the content of `config.json`
 */
export async function startAppHost(dist: string, config: NamedServers) {
  const headers = securityHeaders(config)
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
      response.writeHead(200, { ...headers, 'Content-Type': type }).end(content)
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
