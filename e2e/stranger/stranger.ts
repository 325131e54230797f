import { test as base, expect, type Page } from '@playwright/test'
import { screenOf } from '../screen.ts'
import { startAppHost } from './app-host.ts'
import type { Variant } from './desk.ts'
import { startStranger } from './server.ts'
import { clientId, zone } from './tenant-data.ts'

type Server = Awaited<ReturnType<typeof startStranger>>

interface Place {
  readonly server: Server
  readonly root: string
}

/** The stranger's clinic as a test uses it. */
export interface Clinic extends Place {
  /** The address by which the EHR opens the app for that patient. */
  launchUrl(patient?: string): string
  /** Launches for the first Priya Sharma, unless told otherwise. */
  launch(patient?: string, page?: Page): Promise<void>
}

interface Fixtures {
  readonly variant: Variant
  readonly clinic: Clinic
  /** Console messages that the test expects. */
  readonly expected: RegExp[]
}

/** A test against a server that the app wasn't written for. It fails when the app has sent anything that the specification forbids. */
export const test = base.extend<Fixtures, { readonly place: Place }>({
  place: [
    async ({}, use) => {
      const dist = process.env['SLOTLINE_DIST']
      if (!dist) throw new Error('SLOTLINE_DIST is not set: build-sandbox.ts has not run.')
      const server = await startStranger()
      const config = { issuers: [{ iss: server.base, clientId, label: 'Tenant 7' }], clinicTimeZone: zone }
      const host = await startAppHost(dist, config)
      await use({ server, root: host.root })
      await Promise.all([server.close(), host.close()])
    },
    { scope: 'worker' },
  ],
  variant: [{ hold: false, postSearch: false }, { option: true }],
  expected: async ({}, use) => use([]),
  clinic: async ({ place, page, context, variant, expected }, use) => {
    const { server, root } = place
    server.reset(root, variant)
    const happened: string[] = []
    context.on('console', (message) => happened.push(`console.${message.type()}: ${message.text()} (${message.location().url})`))
    context.on('weberror', (error) => happened.push(`uncaught: ${String(error.error())}`))
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      const isKnown = origin === server.origin || origin === new URL(root).origin
      if (protocol.startsWith('http') && !isKnown) happened.push(`sent to ${origin}`)
    })
    const launchUrl = (patient = 'P.1-a') =>
      `${root}launch.html?iss=${encodeURIComponent(server.base)}&launch=${server.signIn.handleFor({ patient })}`
    await use({
      server,
      root,
      launchUrl,
      async launch(patient, tab = page) {
        await tab.goto(launchUrl(patient))
        await expect(screenOf(tab).patient).toBeVisible()
      },
    })
    const always = [/Failed to load resource: the server responded with a status of 4(00|04|05|09)/]
    const surprises = happened.filter((what) => ![...always, ...expected].some((pattern) => pattern.test(what)))
    expect.soft(surprises, 'nothing unexpected in the console').toEqual([])
    expect.soft([...new Set(server.violations)], 'nothing that the specification forbids').toEqual([])
  },
})

export { expect } from '@playwright/test'
