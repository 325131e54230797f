import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer } from './answers.ts'

/** Allows only what the app needs, and exposes only the headers that CORS always does. */
export function allowOtherOrigin(request: IncomingMessage, response: ServerResponse, allowed: string): void {
  if (request.headers.origin !== allowed) return
  response.setHeader('Access-Control-Allow-Origin', allowed)
  response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, x-request-id')
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST')
  response.setHeader('Vary', 'Origin')
}

export function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const isText = typeof body === 'string'
  response.writeHead(status, { 'Content-Type': isText ? 'text/plain' : 'application/fhir+json; charset=utf-8', ...headers })
  response.end(isText ? body : JSON.stringify(body))
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

export function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('The server has no port.')
}

export function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
