import { beforeEach, describe, expect, it } from 'vitest'
import { issuesOf } from '../fhir/issues.ts'
import type { Answer } from '../scheduling/answer.ts'
import { openTab, type FakeTab } from './testing/fake-tab.ts'
import { configFor, ehr, iss, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { app, launchIn, openApp } from './testing/fake-launch.ts'
import type { Session } from './session.ts'

const patient = `${iss}/Patient/ida`
const [first, second] = ['a3/f9+c2d17b6e-Qw~Er.TyUi=', 'sEcOnD0123456789abcdef']

let tab: FakeTab
let session: Session
let ask: typeof import('../scheduling/answer.ts').ask
let redacted: typeof import('../fhir/text/redactor.ts').redacted

beforeEach(async () => {
  tab = openTab(app)
  const issued = [{ access_token: first, refresh_token: 'refresh-0123456789' }, { access_token: second, refresh_token: 'rotated-0123456789' }]
  tab.onRequest(ehr({ [tokenUrl]: () => Response.json({ ...tokenResponse, ...issued.shift() }) }))
  const config = configFor()
  session = await openApp(tab, config, `?code=c1&state=${await launchIn(tab, config)}`)
  // Imported from this page load, so that the modules know the tokens.
  ;({ ask } = await import('../scheduling/answer.ts'))
  ;({ redacted } = await import('../fhir/text/redactor.ts'))
})

/** A server that answers each request with these words, as soon as it may. */
function says(words: (request: Request) => string, status = 400, mayAnswer: Promise<unknown> = Promise.resolve()) {
  const answerFromEhr = ehr({ [tokenUrl]: () => Response.json({ ...tokenResponse, access_token: second, refresh_token: 'rotated-0123456789' }) })
  tab.onRequest(async (request) => {
    if (request.url === tokenUrl) return answerFromEhr(request)
    await mayAnswer
    return new Response(words(request), { status, headers: { 'Content-Type': 'application/fhir+json' } })
  })
}

const authorizationOf = (request: Request) => request.headers.get('authorization') ?? ''
const outcome = (diagnostics: string) =>
  JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid', diagnostics }] })

function valueOf(answer: Answer): unknown {
  if (answer.kind !== 'answered' || answer.body.kind !== 'json') throw new Error(`It came to ${answer.kind}.`)
  return answer.body.value
}

describe('a token that a server sends back', () => {
  it.each([
    ['as it came', (request: Request) => outcome(`Invalid: ${authorizationOf(request)}`)],
    ['in a URL', (request: Request) => outcome(`Invalid: Bearer ${encodeURIComponent(authorizationOf(request).slice(7))}`)],
    ['with its slashes escaped', (request: Request) => outcome(`Invalid: ${authorizationOf(request)}`).replaceAll('/', String.raw`\/`)],
    ['as .NET writes JSON', (request: Request) => outcome(`Invalid: ${authorizationOf(request)}`).replaceAll('+', String.raw`\u002B`)],
    ['as Gson writes JSON', (request: Request) => outcome(`Invalid: ${authorizationOf(request)}`).replaceAll('=', String.raw`\u003d`)],
    ['in JSON within JSON', (request: Request) => outcome(`Invalid: ${authorizationOf(request).replaceAll('/', String.raw`\/`).replaceAll('+', String.raw`\u002B`)}`)],
    ['as a page would have it', (request: Request) => outcome(`Invalid: ${authorizationOf(request).replaceAll('/', '&#x2F;').replaceAll('=', '&#61;')}`)],
  ])('is left out of what was read, %s', async (_, words) => {
    for (const status of [200, 400, 403]) {
      says(words, status)
      const value = valueOf(await ask(session.transport, new Request(patient)))
      expect(issuesOf(value).map(({ text }) => text)).toEqual(['Invalid: Bearer [token]'])
    }
  })

  it('as an id becomes none that it could be read from', async () => {
    says((request) => JSON.stringify({ resourceType: 'Appointment', id: authorizationOf(request).slice(7) }), 200)
    expect(valueOf(await ask(session.transport, new Request(patient)))).toEqual({ resourceType: 'Appointment', id: '[token]' })
  })

  it('as a name goes, too', async () => {
    says((request) => JSON.stringify({ headers: [{ [authorizationOf(request)]: 1, other: null }] }), 200)
    expect(valueOf(await ask(session.transport, new Request(patient)))).toEqual({ headers: [{ 'Bearer [token]': 1, other: null }] })
  })

  it('is known as well when it is the one before, the one that renews it, or one that came while the request waited', async () => {
    let asked = 0
    says((request) => (asked++ === 0 ? '' : outcome(`${first} refresh-0123456789 rotated-0123456789 ${authorizationOf(request)}`)), 401)
    const value = valueOf(await ask(session.transport, new Request(patient)))
    expect(asked).toBe(2)
    expect(issuesOf(value).map(({ text }) => text)).toEqual(['[token] [token] [token] Bearer [token]'])
  })

  it('is left out after the session’s end, too, of the answer to what was asked before; then it is forgotten', async () => {
    let answer = () => {}
    says((request) => outcome(authorizationOf(request)), 400, new Promise<void>((resolve) => (answer = resolve)))
    const asked = ask(session.transport, new Request(patient))
    await new Promise((resolve) => setTimeout(resolve))
    session.end()
    answer()
    expect(issuesOf(valueOf(await asked)).map(({ text }) => text)).toEqual(['Bearer [token]'])
    const later = await ask(() => Promise.resolve(new Response(outcome(first))), new Request(patient))
    expect(issuesOf(valueOf(later)).map(({ text }) => text)).toEqual([first])
  })

  it('is left out of reports', () => {
    expect(redacted(`It was ${first}, or ${encodeURIComponent(first)}`)).toBe('It was [token], or [token]')
  })
})
