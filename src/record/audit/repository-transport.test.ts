import { expect, it, vi } from 'vitest'
import { repositoryTransport } from './repository-transport.ts'

const request = (base: string) => new Request(`${base}/AuditEvent`, { method: 'POST', body: '{}' })

it.each(['https://clinic.test/fhir', 'https://clinic.test/fhir/audit'])(
  '%s, on a server of the session, is reached with its token',
  async (repository) => {
    const holder = { base: 'https://clinic.test/fhir', transport: vi.fn(async () => new Response('with token')) }
    const answer = await repositoryTransport(repository, [holder], 1000)(request(repository))
    expect(await answer.text()).toBe('with token')
  },
)

it.each(['https://arr.test/fhir', 'https://clinic.test/fhir-audit'])(
  '%s, anywhere else, is reached without token and cookies',
  async (repository) => {
    const holder = { base: 'https://clinic.test/fhir', transport: vi.fn(async () => new Response('with token')) }
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('without'))
    const answer = await repositoryTransport(repository, [holder], 1000)(request(repository))
    expect(await answer.text()).toBe('without')
    expect(holder.transport).not.toHaveBeenCalled()
    const sent = fetched.mock.calls[0]?.[0]
    expect(sent).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', cache: 'no-store' })
    expect(sent instanceof Request && sent.headers.has('authorization')).toBe(false)
  },
)

it('gives up when the answer does not come in time', async () => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(
    (sent) =>
      new Promise((_resolve, reject) => {
        if (sent instanceof Request) sent.signal.addEventListener('abort', () => reject(sent.signal.reason))
      }),
  )
  await expect(repositoryTransport('https://arr.test/fhir', [], 5)(request('https://arr.test/fhir'))).rejects.toMatchObject({
    name: 'TimeoutError',
  })
})
