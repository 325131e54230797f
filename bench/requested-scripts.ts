import { gzipSync } from 'node:zlib'
import type { BrowserContext, Response } from '@playwright/test'

export interface RequestedScripts {
  /** Bytes after gzip of each script that was asked for until now, by address; what was asked for twice is there once. */
  sizes(): Promise<ReadonlyMap<string, number>>
}

/** Notes every script that the pages of the window get from now on, whoever asks for it: tags, imports or preloads. */
export function watchScripts(window: BrowserContext): RequestedScripts {
  const responses = new Map<string, Response>()
  window.on('response', (response) => {
    if (response.request().resourceType() === 'script' || /\.js(\?|$)/.test(response.url())) responses.set(response.url(), response)
  })
  return {
    async sizes() {
      const until = [...responses]
      const sizes = until.map(async ([url, response]) => [url, gzipSync(await response.body(), { level: 9 }).length] as const)
      return new Map(await Promise.all(sizes))
    },
  }
}

export const total = (sizes: ReadonlyMap<string, number>): number => [...sizes.values()].reduce((sum, size) => sum + size, 0)
