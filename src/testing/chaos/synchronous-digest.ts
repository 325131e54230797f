import { createHash } from 'node:crypto'
import { vi } from 'vitest'

/** Hashes at once: the browser's own way takes another thread, whose speed differs from run to run, and with it the history. */
export function digestAtOnce(): void {
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (_algorithm, data) => {
    const bytes = ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)
    return new Uint8Array(createHash('sha256').update(bytes).digest()).buffer
  })
}
