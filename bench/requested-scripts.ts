import { gzipSync } from 'node:zlib'
import type { BrowserContext } from '@playwright/test'

/** Bytes after gzip that a page may load until the first offers are on the screen. */
export const untilOffersLimit = 205_000

export interface RequestedScripts {
  /** Bytes after gzip of each script that was asked for until now, by address; what was asked for twice is there once. */
  sizes(): Promise<ReadonlyMap<string, number>>
}

/** Notes every script that the pages of the window ask for from now on: by tags, imports or preloads. */
export function watchScripts(window: BrowserContext): RequestedScripts {
  const asked = new Set<string>()
  window.on('request', (request) => {
    const url = request.url()
    if (request.resourceType() === 'script' || /\.js(\?|$)/.test(url)) asked.add(url)
  })
  return {
    sizes: () => gzipSizes([...asked]),
  }
}

/** Bytes after gzip, by address. */
export async function gzipSizes(urls: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return new Map(await Promise.all(urls.map(async (url) => [url, await gzipSize(url)] as const)))
}

export const total = (sizes: ReadonlyMap<string, number>): number => [...sizes.values()].reduce((sum, size) => sum + size, 0)

/** Runs in the page: every script that it has loaded, from a cache or the network. */
export function loadedScripts(): string[] {
  return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\.js(\?|$)/.test(name))
}

async function gzipSize(url: string): Promise<number> {
  const content = await (await fetch(url)).arrayBuffer()
  return gzipSync(content, { level: 9 }).length
}
