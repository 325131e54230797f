import { gzipSync } from 'node:zlib'
import type { BrowserContext } from '@playwright/test'

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

async function gzipSize(url: string): Promise<number> {
  const content = await (await fetch(url)).arrayBuffer()
  return gzipSync(content, { level: 9 }).length
}
