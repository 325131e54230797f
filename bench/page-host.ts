import type { Browser } from '@playwright/test'
import { serve } from '../mocks/node-server.ts'
import { staticFile } from '../mocks/sandbox-files.ts'
import { freshWindow } from './browser.ts'
import { offersBundle } from './offers-bundle.ts'

export interface PageHost {
  /**
   * Opens a page of the bench in a window of its own and measures there.
   * @param page its name, and its query if it has one
   * @param offers how many the Bundle has
   * @returns milliseconds
   */
  measure(page: string, what: 'fromText' | 'render', offers: number): Promise<number>
  readonly origin: string
  close(): Promise<void>
}

/** Serves the pages that `buildPages` made, and Bundles at `/bundle/[number of offers]`. */
export async function startPageHost(browser: Browser, dist: string): Promise<PageHost> {
  const bundles = new Map<string, Promise<string>>()
  const bundle = (offers: string) => {
    const made = bundles.get(offers) ?? offersBundle(Number(offers))
    bundles.set(offers, made)
    return made
  }
  const server = await serve(async (request) => {
    const { pathname } = new URL(request.url)
    const [, offers] = /^\/bundle\/(\d+)$/.exec(pathname) ?? []
    if (offers !== undefined) return new Response(await bundle(offers), { headers: { 'content-type': 'application/fhir+json' } })
    return staticFile(dist, pathname)
  })
  return {
    origin: server.origin,
    close: server.close,
    async measure(page, what, offers) {
      const context = await freshWindow(browser)
      const tab = await context.newPage()
      const [name = '', query = ''] = page.split('?')
      await tab.goto(`${server.origin}/${name}/${name}.html?${query}`)
      await tab.waitForFunction(() => window.bench !== undefined)
      const taken = await tab.evaluate(measureInPage, { what, offers })
      await context.close()
      return taken
    },
  }
}

/** Runs in the page. */
async function measureInPage({ what, offers }: { what: 'fromText' | 'render'; offers: number }): Promise<number> {
  const text = await (await fetch(`/bundle/${offers}`)).text()
  if (what === 'fromText') return (await window.bench?.fromText?.(text)) ?? NaN
  const bundle = JSON.parse(text) as { entry: { resource: never }[] }
  return (await window.bench?.render?.(bundle.entry.map(({ resource }) => resource))) ?? NaN
}
