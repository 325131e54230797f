import { describe, expect, it, vi } from 'vitest'
import { loadConfig } from './load-config.ts'

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
