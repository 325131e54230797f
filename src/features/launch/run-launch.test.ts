// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://apps.example.org/slotline/launch.html" }
import { beforeEach, describe, expect, it, vi } from 'vitest'

type Answer = () => Response | Promise<Response>

const network = vi.hoisted(() => {
  const state: { answers: Record<string, () => Response | Promise<Response>>; sent: string[] } = { answers: {}, sent: [] }
  Object.assign(globalThis, {
    isSecureContext: true,
    fetch: async (url: string | URL) => {
      state.sent.push(String(url))
      const answer = state.answers[String(url)]
      if (!answer) throw new TypeError('Failed to fetch')
      return answer()
    },
  })
  return state
})

const { runLaunch } = await import('./run-launch.ts')

const configUrl = 'https://apps.example.org/slotline/config.json'
const iss = 'https://ehr.example.org/fhir'
const discoveryUrl = `${iss}/.well-known/smart-configuration`
const issuers = [
  { iss, clientId: 'slotline', label: 'Harbour Clinic', authorizationOrigins: ['https://auth.example.org'] },
  { iss: 'https://other.example.org/fhir', clientId: 'slotline' },
]

let root: HTMLElement
let leave: ReturnType<typeof vi.fn<(url: string) => void>>
let reload: ReturnType<typeof vi.fn<() => void>>

beforeEach(() => {
  localStorage.clear()
  network.sent = []
  network.answers = {
    [configUrl]: () => Response.json({ issuers }),
    [discoveryUrl]: () =>
      Response.json({
        authorization_endpoint: 'https://auth.example.org/authorize',
        token_endpoint: 'https://auth.example.org/token',
        code_challenge_methods_supported: ['S256'],
      }),
  }
  root = document.createElement('main')
  document.body.replaceChildren(root)
  leave = vi.fn<(url: string) => void>()
  reload = vi.fn<() => void>()
})

const run = (search: string, prepare?: () => Promise<void>) =>
  runLaunch({ root, search, leave, reload, ...(prepare ? { prepare } : {}) })

const named = (name: string) => [...root.querySelectorAll('button, a')].find(({ textContent }) => textContent === name)
const press = (name: string) => named(name)?.dispatchEvent(new MouseEvent('click'))

describe('the launch page', () => {
  it('goes on to the sign-in of the EHR that launched it', async () => {
    await run(`?iss=${iss}&launch=1`)
    expect(leave).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^https:\/\/auth\.example\.org\/authorize\?.*launch=1/))
    expect(root.querySelector('[role=status] h1')?.textContent).toBe('Connecting to auth.example.org…')
  })

  it('lets the user choose a server when no EHR launched it', async () => {
    await run('')
    expect([...root.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
      'Connect to Harbour Clinic',
      'Connect to other.example.org',
    ])
    expect(network.sent).toEqual([configUrl])
    press('Connect to Harbour Clinic')
    await vi.waitFor(() => expect(leave).toHaveBeenCalledExactlyOnceWith(expect.not.stringContaining('launch=')))
  })

  it('says what failed, what it means and what to do, and takes the reader there', async () => {
    await run('?iss=https://evil.example/%3Cimg%20src=x%3E&launch=1')
    const heading = root.querySelector('h1')
    expect(heading?.textContent).toBe('This EHR is not set up for Slotline')
    expect(document.activeElement).toBe(heading)
    expect(document.title).toBe('This EHR is not set up for Slotline · Slotline')
    expect(root.querySelector('.details')?.textContent).toBe('Server that was named: https://evil.example/<img src=x>')
    expect(root.querySelector('img')).toBeNull()
    expect(named('Go to the start page')?.getAttribute('href')).toBe('./')
    expect(named('Try again')).toBeUndefined()
    expect(network.sent).toEqual([configUrl])
  })

  const failures: readonly (readonly [string, string, Answer | undefined, string, boolean])[] = [
    ['missing settings', configUrl, () => new Response('', { status: 404 }), 'Slotline’s settings could not be loaded', true],
    ['damaged settings', configUrl, () => new Response('{'), 'Slotline’s settings cannot be read', false],
    ['wrong settings', configUrl, () => Response.json({}), 'Slotline’s settings are wrong', false],
    ['an EHR out of reach', discoveryUrl, undefined, 'The EHR could not be reached', true],
    ['no SMART', discoveryUrl, () => new Response('', { status: 404 }), 'This server does not offer a sign-in for apps', false],
    ['damaged SMART settings', discoveryUrl, () => Response.json([]), 'The EHR’s sign-in settings cannot be used', false],
  ]

  it.each(failures)('tells %s apart', async (_, url, answer, heading, worthRetrying) => {
    const { [url]: _normal, ...others } = network.answers
    network.answers = answer ? { ...others, [url]: answer } : others
    await run(`?iss=${iss}&launch=1`)
    expect(root.querySelector('h1')?.textContent).toBe(heading)
    expect(root.querySelector('.details')?.textContent).not.toBe('')
    expect(named('Try again') !== undefined).toBe(worthRetrying)
    expect(leave).not.toHaveBeenCalled()
  })

  it('tries again on request', async () => {
    network.answers = {}
    await run('')
    press('Try again')
    expect(reload).toHaveBeenCalledOnce()
  })

  it('waits for what has to be in place, and says when that fails', async () => {
    await run('', () => Promise.reject(new Error('no worker')))
    expect(root.querySelector('h1')?.textContent).toBe('Slotline could not start')
    expect(root.querySelector('.details')?.textContent).toBe('no worker')
    expect(network.sent).toEqual([])
  })
})

describe('a launch in a browser that has launched before', () => {
  /** Launches again, and holds the settings file back until the page has sent what it can send without it. */
  async function relaunch(parameters: string, settings: object) {
    await run(`?iss=${iss}&launch=1`)
    let answer = (_: Response) => {}
    network.sent = []
    leave.mockClear()
    network.answers[configUrl] = () => new Promise((resolve) => (answer = resolve))
    const launched = run(parameters)
    await vi.waitFor(() => expect(network.sent).toContain(configUrl))
    const ahead = network.sent.filter((url) => url !== configUrl)
    answer(Response.json(settings))
    await launched
    return ahead
  }

  it('asks the EHR while the settings are on their way, and goes nowhere before they are there', async () => {
    expect(await relaunch(`?iss=${iss}&launch=2`, { issuers })).toEqual([discoveryUrl])
    expect(leave).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('launch=2'))
  })

  it('asks no EHR that the settings did not list before', async () => {
    expect(await relaunch('?iss=https://new.example.org/fhir&launch=2', { issuers })).toEqual([])
    expect(leave).not.toHaveBeenCalled()
  })

  it('refuses an EHR that the settings list no more', async () => {
    await relaunch(`?iss=${iss}&launch=2`, { issuers: issuers.slice(1) })
    expect(leave).not.toHaveBeenCalled()
    expect(root.textContent).toMatch(/not set up/)
  })

  it('judges the endpoints by the settings of now', async () => {
    await relaunch(`?iss=${iss}&launch=2`, { issuers: [{ iss, clientId: 'slotline' }] })
    expect(leave).not.toHaveBeenCalled()
  })
})
