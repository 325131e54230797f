import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'

/** Two servers: the first redirects every request to the second, which notes what comes. */
export interface RedirectingServer {
  /** Base URL of the server that redirects. */
  readonly base: string
  /** Base URL of the other server. */
  readonly elsewhere: string
  /** What the other server was asked, with headers and body. */
  readonly stolen: string[]
  /** Makes the first server redirect with this status, to `to`, or else to the same path on the other server. */
  answerWith(status: number, to?: string): void
  close(): void
}

export async function openRedirectingServer(): Promise<RedirectingServer> {
  const stolen: string[] = []
  let [status, target]: [number, string | undefined] = [307, undefined]
  const thief = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      stolen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  const elsewhere = await baseOf(thief)
  const sender = createServer((request, response) => {
    void bodyOf(request).then(() => {
      const isTarget = target !== undefined && request.url === new URL(target).pathname
      if (isTarget) response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      else response.writeHead(status, { location: target ?? `${elsewhere}${request.url}` }).end()
    })
  })
  const base = await baseOf(sender)
  return {
    base,
    elsewhere,
    stolen,
    answerWith(next, to) {
      status = next
      target = to
    },
    close() {
      for (const server of [thief, sender]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

async function baseOf(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}
