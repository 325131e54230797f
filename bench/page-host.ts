import type { Browser } from '@playwright/test'
import { serve } from '../mocks/sandbox/node-server.ts'
import { staticFile } from '../mocks/sandbox/sandbox-files.ts'
import { freshWindow } from './browser.ts'
import { buildPage } from './build-page.ts'
import { offersBundle } from './offers-bundle.ts'

/** Floor, peers, and the product's list by itself: the scripts around which pages are built. */
const scripts = {
  'plain-rows': 'pages/plain-rows.ts',
  product: 'pages/product.tsx',
  'full-calendar': 'peers/full-calendar.js',
  'big-calendar': 'peers/big-calendar.js',
  'material-list': 'peers/material-list.js',
  'medplum-scheduler': 'peers/medplum-scheduler.js',
  'libraries-alone': 'peers/libraries-alone.js',
} as const

export type PageName = keyof typeof scripts

export interface PageHost {
  /** Where the page is; it is built when it is asked for first. */
  url(page: PageName): Promise<string>
  /**
   * Opens a page in a window of its own and measures there.
   * @param view for pages that know several: what the page is asked to show
   * @param offers how many the Bundle has
   * @returns milliseconds
   */
  measure(page: PageName, what: 'fromText' | 'render', offers: number, view?: string): Promise<number>
  close(): Promise<void>
}

/** Serves pages, and Bundles at `/bundle/[number of offers]`. */
export async function startPageHost(browser: Browser): Promise<PageHost> {
  const bundles = new Map<string, Promise<string>>()
  const built = new Map<string, Promise<string>>()
  const server = await serve(async (request) => {
    const [, page = '', path = ''] = /^\/([\w-]+)\/(.*)$/.exec(new URL(request.url).pathname) ?? []
    if (page !== 'bundle') return staticFile((await built.get(page)) ?? '', `/${path}`)
    return new Response(await once(bundles, path, () => offersBundle(Number(path))), { headers: { 'content-type': 'application/fhir+json' } })
  })
  const url = async (page: PageName) => {
    await once(built, page, () => buildPage(scripts[page]))
    return `${server.origin}/${page}/${page}.html`
  }
  return {
    url,
    close: server.close,
    async measure(page, what, offers, view = '') {
      const address = `${await url(page)}?view=${view}`
      const context = await freshWindow(browser)
      const tab = await context.newPage()
      await tab.goto(address)
      await tab.waitForFunction(() => window.bench !== undefined)
      const taken = await tab.evaluate(measureInPage, { what, offers })
      await context.close()
      return taken
    },
  }
}

function once(made: Map<string, Promise<string>>, key: string, make: () => Promise<string>): Promise<string> {
  const result = made.get(key) ?? make()
  made.set(key, result)
  return result
}

/** Runs in the page. */
async function measureInPage({ what, offers }: { what: 'fromText' | 'render'; offers: number }): Promise<number> {
  const text = await (await fetch(`/bundle/${offers}`)).text()
  if (what === 'fromText') return (await window.bench?.fromText?.(text)) ?? NaN
  const bundle = JSON.parse(text) as { entry: { resource: never }[] }
  return (await window.bench?.render?.(bundle.entry.map(({ resource }) => resource))) ?? NaN
}
