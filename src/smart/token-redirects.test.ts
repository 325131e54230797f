import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openRedirectingServer, type RedirectingServer } from '../testing/redirecting-server.ts'
import { configFor, discoveryUrl, iss, smartConfiguration, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { openTab, type FakeTab } from './testing/fake-tab.ts'
import { app, launchIn, loadApp, openApp, watchEnd } from './testing/fake-launch.ts'

/** A token endpoint that redirects elsewhere, over real HTTP: code, verifier and refresh token don't go there. */

/** The real fetch, before the fake tab replaced it. */
const { network } = vi.hoisted(() => ({ network: globalThis.fetch }))

let server: RedirectingServer
let tab: FakeTab

beforeAll(async () => {
  server = await openRedirectingServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.stolen.length = 0
  tab = openTab(app)
})

const toNetwork = (request: Request) => network(new Request(`${server.base}/token`, request))

function serve(token: (request: Request) => Response | Promise<Response>) {
  tab.onRequest((request) => {
    if (request.url === discoveryUrl) return Response.json(smartConfiguration)
    return request.url === tokenUrl ? token(request) : new Response('{}')
  })
}

describe.each([301, 302, 303, 307, 308])('a redirect of the token endpoint by status %s', (status) => {
  beforeEach(() => server.answerWith(status))

  it('takes neither code nor verifier elsewhere, and is told', async () => {
    serve(toNetwork)
    const state = await launchIn(tab, configFor())
    expect(await loadApp(tab, configFor(), `?code=c1&state=${state}`)).toEqual({ kind: 'token-unreachable' })
    const [sent] = tab.requests
    expect(await sent?.text()).toMatch(/code=c1.*code_verifier=|code_verifier=.*code=c1/)
    expect(server.stolen).toEqual([])
  })

  it('takes no refresh token elsewhere, and what needed it is told that nothing was sent', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    serve(() => Response.json(tokenResponse))
    const session = await openApp(tab, configFor(), `?code=c1&state=${await launchIn(tab, configFor())}`)
    const ended = watchEnd(session)
    vi.setSystemTime(Date.now() + 61 * 60_000)
    serve(toNetwork)
    tab.requests.length = 0
    const answer = await session.transport(new Request(`${iss}/Patient/ida`))
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('Nothing was sent.')])
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
    expect(await tab.requests[0]?.text()).toContain('refresh-1')
    expect(server.stolen).toEqual([])
    expect(ended, 'the refresh token is as good as before').not.toHaveBeenCalled()
    vi.useRealTimers()
  })
})
