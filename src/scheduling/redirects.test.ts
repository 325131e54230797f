import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { repositoryTransport } from '../record/audit/repository-transport.ts'
import { discover } from '../smart/discovery.ts'
import { createTransport } from '../smart/transport.ts'
import { openRedirectingServer, type RedirectingServer } from '../testing/redirecting-server.ts'
import { ask } from './answer.ts'
import { attempt } from './attempt.ts'
import { ProtocolError } from './failure.ts'
import { findFirst } from './find-appointments.ts'
import { readResource } from './search-resources.ts'
import { book, cancel, hold, modify, patient, release, serverWith } from './testing/intents.ts'

/** A server that redirects elsewhere, over real HTTP: nothing follows the redirect, and the user is told. */

const timeoutMs = 5_000
let server: RedirectingServer

beforeAll(async () => {
  server = await openRedirectingServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.stolen.length = 0
})

const withToken = (base: string) =>
  createTransport({
    base,
    tokens: { current: async () => ({ kind: 'valid', token: 'the-token' }), replace: async () => ({ kind: 'ended' }), refuse: () => undefined },
    timeoutMs,
  })
const fhir = () => ({ ...serverWith(withToken(server.base)), base: server.base })

test('what is sent on would be noticed here', async () => {
  server.answerWith(307)
  await fetch(`${server.base}/token`, { method: 'POST', body: 'code=c1' })
  expect(server.stolen).toEqual([expect.stringMatching(/^POST \/token .*code=c1$/)])
})

describe.each([301, 302, 303, 307, 308])('a redirect by status %s takes neither token nor content elsewhere', (status) => {
  beforeEach(() => server.answerWith(status))

  test.each([hold, release, book, modify, cancel])('of a $kind, whose outcome is unknown then', async (intent) => {
    expect((await attempt(fhir(), intent)).outcome).toEqual({ kind: 'unknown', doubt: 'connection-lost', issues: [] })
    expect(server.stolen).toEqual([])
  })

  test.each([
    ['$find', () => findFirst(fhir(), { start: '2026-11-23T00:00:00Z', end: '2026-11-24T00:00:00Z' })],
    ['the patient’s record', () => readResource(fhir(), 'Patient', patient.id ?? '')],
  ])('of %s, and it is said', async (_what, question) => {
    const failure: unknown = await question().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ProtocolError)
    expect(failure).toMatchObject({ failure: { kind: 'no-answer', doubt: 'connection-lost' } })
    expect(server.stolen).toEqual([])
  })

  test.each(['with a token', 'without one'])('of an AuditEvent %s, which is not delivered', async (how) => {
    const holders = how === 'with a token' ? [{ base: server.base, transport: withToken(server.base) }] : []
    const request = new Request(`${server.base}/AuditEvent`, { method: 'POST', body: '{"who":"Haas"}' })
    expect(await ask(repositoryTransport(server.base, holders, timeoutMs), request)).toEqual({ kind: 'unanswered', cause: 'connection-lost' })
    expect(server.stolen).toEqual([])
  })

  test('of the SMART configuration makes no other server say where to sign in', async () => {
    expect(await discover({ iss: server.base }, timeoutMs)).toEqual({
      kind: 'discovery-invalid',
      url: `${server.base}/.well-known/smart-configuration`,
      problems: [`it was sent on to ${server.elsewhere}`],
    })
    expect(server.stolen.join()).not.toMatch(/authorization|cookie/i)
  })

  test('of the SMART configuration within the server is followed', async () => {
    server.answerWith(status, `${server.base}/other/.well-known/smart-configuration`)
    expect(await discover({ iss: server.base }, timeoutMs)).toMatchObject({ problems: ['authorization_endpoint: expected a URL', 'token_endpoint: expected a URL'] })
  })
})
