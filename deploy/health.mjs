#!/usr/bin/env node
// @ts-check
/** Ends with 0 when the app and its settings are served, for a container's health check. */
const { PORT: port = '8080', SLOTLINE_PATH: path = '/' } = process.env
const served = await Promise.all(
  ['', 'config.json'].map(async (file) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}${file}`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
    await response?.arrayBuffer()
    return response?.ok === true
  }),
)
process.exit(served.every(Boolean) ? 0 : 1)
