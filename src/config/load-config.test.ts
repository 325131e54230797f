import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keptConfig, loadConfig } from './load-config.ts'

const url = new URL('https://apps.example.org/slotline/config.json')

function serve(answer: () => Promise<Response>) {
  const fetch = vi.fn<(url: URL, init: RequestInit) => Promise<Response>>(answer)
  vi.stubGlobal('fetch', fetch)
  return fetch
}

describe('loadConfig', () => {
  it('reads config.json beside the page and never from a stale cache', async () => {
    vi.stubGlobal('document', { baseURI: 'https://apps.example.org/slotline/launch.html?iss=x' })
    const fetch = serve(async () => Response.json({ issuers: [{ iss: 'https://ehr.example.org', clientId: 'a' }] }))
    expect(await loadConfig()).toMatchObject({ kind: 'ok', config: { holdMinutes: 10 } })
    expect(fetch).toHaveBeenCalledExactlyOnceWith(url, expect.objectContaining({ cache: 'no-cache' }))
  })

  it.each([
    ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable', 'Failed to fetch'],
    ['a missing file', async () => new Response('', { status: 404 }), 'unreachable', 'status 404'],
    ['a web server in trouble', async () => new Response('', { status: 500 }), 'unreachable', 'status 500'],
    ['the app page in its place', async () => new Response('<!doctype html>'), 'not-json', 'an HTML page'],
    ['settings of the wrong shape', async () => Response.json(['x']), 'invalid', '["x"]'],
  ])('answers %s with a value', async (_, answer: () => Promise<Response>, kind, got) => {
    serve(answer)
    expect(await loadConfig(url)).toMatchObject({ kind, problems: [{ got }] })
  })

  it('answers broken JSON with the place where it breaks', async () => {
    serve(async () => new Response('{"issuers": [}'))
    expect(await loadConfig(url)).toMatchObject({ kind: 'not-json', problems: [{ expected: 'JSON', got: expect.any(String) }] })
  })
})

describe('keptConfig', () => {
  const settings = { issuers: [{ iss: 'https://ehr.example.org', clientId: 'a' }] }

  beforeEach(() => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    })
  })

  async function load(answer: () => Promise<Response>, from = url) {
    serve(answer)
    await loadConfig(from)
  }

  it('is what was read last beside this page, and not beside another one of the same origin', async () => {
    expect(keptConfig(url)).toBeUndefined()
    await load(async () => Response.json({ ...settings, holdMinutes: 3, typo: 1 }))
    expect(keptConfig(url)).toMatchObject({ config: { holdMinutes: 3 }, warnings: [{ path: 'typo' }] })
    expect(keptConfig(new URL('https://apps.example.org/other/config.json'))).toBeUndefined()
  })

  it.each([
    ['wrong', async () => Response.json({ issuers: [] })],
    ['no JSON', async () => new Response('{')],
    ['missing', async () => new Response('', { status: 404 })],
    ['not given out', async () => new Response('', { status: 403 })],
    ['too large', async () => new Response(`"${'x'.repeat(1024 * 1024)}"`)],
  ])('is forgotten when the file is %s', async (_, answer: () => Promise<Response>) => {
    await load(async () => Response.json(settings))
    await load(answer)
    expect(keptConfig(url)).toBeUndefined()
  })

  it('outlasts a web server that is away or in trouble', async () => {
    await load(async () => Response.json(settings))
    await load(() => Promise.reject(new TypeError('Failed to fetch')))
    await load(async () => new Response('', { status: 503 }))
    expect(keptConfig(url)).toMatchObject({ config: { issuers: [{ clientId: 'a' }] } })
  })

  it.each(['{', '{"issuers":[]}', 'null'])('is checked anew: %s is nothing', (text) => {
    localStorage.setItem('slotline.settings /slotline/config.json', text)
    expect(keptConfig(url)).toBeUndefined()
  })

  it('is nothing where there was no room for the newer file: the older one would be stopped for at every start', async () => {
    await load(async () => Response.json(settings))
    vi.spyOn(localStorage, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await load(async () => Response.json({ ...settings, holdMinutes: 3 }))
    expect(keptConfig(url)).toBeUndefined()
  })

  it('is nothing where the browser denies storage', async () => {
    vi.stubGlobal('localStorage', undefined)
    await load(async () => Response.json(settings))
    expect(keptConfig(url)).toBeUndefined()
  })
})
