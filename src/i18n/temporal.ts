/** Makes `Temporal` available: the browser's own, or else the polyfill, which is downloaded only then. To be awaited first of all. */
export async function ensureTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
}
