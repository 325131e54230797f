import type { EhrBackend, EhrState } from './ehr-backend.ts'

/** The clinic behind the sandbox's `/sim/…` endpoints on the page's own server. */
export const httpBackend: EhrBackend = {
  async read() {
    return (await (await ask('ehr')).json()) as EhrState
  },
  async launch(context) {
    const { url } = (await (await ask('launch', context)).json()) as { url: string }
    return url
  },
  async launchSeparate(context) {
    const { url } = (await (await ask('separate', context)).json()) as { url: string }
    return url
  },
  async useScenario(scenario) {
    await ask('scenario', { scenario })
  },
  async useVariant(variant) {
    await ask('variant', { variant })
  },
  async reset() {
    await ask('reset', {})
  },
}

async function ask(what: string, body?: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`/sim/${what}`, body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
  return response
}
