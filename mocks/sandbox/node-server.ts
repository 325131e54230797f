import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { DroppedConnection } from '../faults/dropped-connection.ts'

export interface NodeServer {
  /** `http://localhost:<port>`, with the port that the system assigned. */
  readonly origin: string
  close(): Promise<void>
}

/**
 * Serves a Request → Response function over HTTP; undefined becomes 404, a dropped connection a destroyed socket.
 * Port 0 takes any free one. Rejects when it cannot listen.
 */
export async function serve(
  handle: (request: Request) => Promise<Response | undefined>,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<NodeServer> {
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((problem: unknown) => {
      // A client that has gone away is no error of the server, so it isn't reported.
      if (!(problem instanceof DroppedConnection) && !outgoing.destroyed) process.stderr.write(`${String(problem)}\n`)
      outgoing.destroy()
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  return {
    origin: `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${actual}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(
  handle: (request: Request) => Promise<Response | undefined>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  const response = (await handle(await requestOf(incoming, gone.signal))) ?? new Response('Not found', { status: 404 })
  if (outgoing.destroyed) return
  for (const cookie of response.headers.getSetCookie()) outgoing.appendHeader('set-cookie', cookie)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value)
  outgoing.writeHead(response.status)
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', url = '/', headers, headersDistinct } = incoming
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array))
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`http://${headers.host ?? 'localhost'}${url}`, {
    method,
    headers: Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    ),
    signal,
    ...(hasBody && { body: Buffer.concat(chunks) }),
  })
}
