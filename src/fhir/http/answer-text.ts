/**
 * Bytes of an answer's body after decompression. Ten thousand offers have 10 to 20 MB. Nobody could read a page of more than this, and
 * it would fill the tab's memory.
 */
export const largestAnswer = 32 * 1024 * 1024

/** An answer was cut off because it is larger than any legitimate one. Its content is unknown. */
export class ExcessiveAnswer extends Error {
  override readonly name = 'ExcessiveAnswer'

  constructor() {
    super('The answer is larger than it may be.')
  }
}

/**
 * Reads an answer's body and stops the transfer when it exceeds the limit. Bytes are counted as they arrive, so no more than the limit
 * is ever held; the announced length is that of the compressed body. The request's own signal limits the time, also of the body.
 * @param limit bytes
 * @throws ExcessiveAnswer, or the stream's error
 */
export async function readText(response: Response, limit = largestAnswer): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > limit) {
      // Not awaited: the server may go on sending.
      void reader.cancel().catch(() => undefined)
      throw new ExcessiveAnswer()
    }
    text += decoder.decode(value, { stream: true })
  }
}
