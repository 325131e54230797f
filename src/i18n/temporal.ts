/** Makes `Temporal` available: the browser's own, or else the polyfill, which only then is downloaded. Await it first of all. */
export async function ensureTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
}
