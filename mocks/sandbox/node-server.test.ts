import { afterEach, describe, expect, it } from 'vitest'
import { DroppedConnection } from '../faults/dropped-connection.ts'
import { serve, type NodeServer } from './node-server.ts'

describe('serve', () => {
  let server: NodeServer | undefined
  afterEach(() => server?.close())

  it('carries method, URL, headers and body to the function, and its answer back', async () => {
    server = await serve(async (request) => {
      const told = {
        method: request.method,
        url: request.url,
        type: request.headers.get('content-type'),
        body: await request.text(),
      }
      return Response.json(told, { status: 201, headers: { 'x-more': 'yes' } })
    })
    const answer = await fetch(`${server.origin}/fhir/a?b=c`, {
      method: 'POST',
      body: '{"ä":1}',
      headers: { 'content-type': 'application/fhir+json' },
    })
    expect([answer.status, answer.headers.get('x-more')]).toEqual([201, 'yes'])
    expect(await answer.json()).toEqual({
      method: 'POST',
      url: `${server.origin}/fhir/a?b=c`,
      type: 'application/fhir+json',
      body: '{"ä":1}',
    })
  })

  it('answers 404 where the function has no answer, and nothing at all where the connection drops', async () => {
    server = await serve(async ({ url }) => {
      if (url.endsWith('/drop')) throw new DroppedConnection()
      return undefined
    })
    expect((await fetch(`${server.origin}/`)).status).toBe(404)
    await expect(fetch(`${server.origin}/drop`)).rejects.toThrow()
  })

  it('tells the function when the client goes away', async () => {
    const client = new AbortController()
    const gone = new Promise<Response>((resolve) => {
      void serve(({ signal }) => {
        signal.addEventListener('abort', () => resolve(new Response('gone')))
        // Aborted only now, when the request has arrived.
        client.abort()
        return gone
      }).then(async (listening) => {
        server = listening
        await expect(fetch(listening.origin, { signal: client.signal })).rejects.toThrow('aborted')
      })
    })
    expect(await (await gone).text()).toBe('gone')
  })
})
