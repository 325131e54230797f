import { readText } from '../../fhir/http/answer-text.ts'

const failed = new WeakSet<object>()

/** Remembers which errors mean that a part of the app could not be downloaded, as Vite reports them. Call once, before any import(). */
export function watchImports(): void {
  addEventListener('vite:preloadError', ({ payload }) => failed.add(payload))
}

/** Whether the error means that a part of the app could not be downloaded. */
export function isFailedImport(error: unknown): boolean {
  return typeof error === 'object' && error !== null && failed.has(error)
}

/**
 * Whether the web server has another version of the app than this page runs; the files of this one may then be gone. False where
 * the server can't be asked.
 */
export async function isOutdated(page: Document = document): Promise<boolean> {
  try {
    const response = await fetch(new URL('.', page.baseURI), { cache: 'no-cache', signal: AbortSignal.timeout(20_000) })
    const entry = page.querySelector('script[type=module][src]')?.getAttribute('src')
    return response.ok && entry !== null && entry !== undefined && !(await readText(response)).includes(entry)
  } catch {
    return false
  }
}
