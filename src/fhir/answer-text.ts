/**
 * Bytes of an answer's body as it is unpacked. Ten thousand offers are 10 to 20 MB; a page that needs more than this is none
 * that a person could read, and would take the tab's memory.
 */
export const largestAnswer = 32 * 1024 * 1024

/** Levels that JSON may be nested. The deepest answer that the profile allows needs less than half. */
export const deepestAnswer = 64

/** An answer was cut off: it is larger, or nested deeper, than any that is right. What it says is not known. */
export class ExcessiveAnswer extends Error {
  override readonly name = 'ExcessiveAnswer'

  constructor() {
    super('The answer is larger or nested deeper than it may be.')
  }
}

/**
 * Reads an answer's body, and stops the transfer at the first byte that is too much: size and depth are counted while it
 * arrives, so no more than the limit is ever held. The length that a server announces is not relied on, since it is that of
 * the packed body. The time limit is the request's own signal, which ends the body too.
 * @param limit bytes
 * @throws ExcessiveAnswer, or what the stream fails with
 */
export async function readText(response: Response, limit = largestAnswer): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  const isTooDeep = depthGauge(deepestAnswer)
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > limit || isTooDeep(value)) {
      // A server that goes on sending is not waited for.
      void reader.cancel().catch(() => undefined)
      throw new ExcessiveAnswer()
    }
    text += decoder.decode(value, { stream: true })
  }
}

const quote = 0x22
const backslash = 0x5c

/**
 * Says, piece by piece, whether JSON goes deeper than `limit`. It looks at bytes, because in UTF-8 those of JSON's marks stand
 * for nothing else; brackets in strings don't count. JSON.parse has no limit, but what walks over its result does.
 */
function depthGauge(limit: number): (piece: Uint8Array) => boolean {
  let depth = 0
  let isString = false
  let skipsOne = false
  // Plain loops over an index: this looks at every byte of ten thousand offers.
  return (piece) => {
    if (piece.length === 0) return false
    let at = skipsOne ? 1 : 0
    skipsOne = false
    for (; at < piece.length; at += 1) {
      if (isString) {
        while (at < piece.length && piece[at] !== quote) at += piece[at] === backslash ? 2 : 1
        isString = at >= piece.length
        // An escape's second half is the first byte of the next piece.
        skipsOne = at > piece.length
        continue
      }
      const byte = piece[at] ?? 0
      if (byte === quote) isString = true
      // `[` and `{`, then `]` and `}`: they differ in this bit only.
      else if ((byte | 0x20) === 0x7b) {
        depth += 1
        if (depth > limit) return true
      } else if ((byte | 0x20) === 0x7d) depth -= 1
    }
    return false
  }
}
