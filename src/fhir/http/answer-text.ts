/**
 * Bytes of an answer's body as it is unpacked. Ten thousand offers are 10 to 20 MB; a page that needs more than this is none
 * that a person could read, and would take the tab's memory.
 */
export const largestAnswer = 32 * 1024 * 1024

/** An answer was cut off: it is larger than any that is right. What it says is not known. */
export class ExcessiveAnswer extends Error {
  override readonly name = 'ExcessiveAnswer'

  constructor() {
    super('The answer is larger than it may be.')
  }
}

/**
 * Reads an answer's body, and stops the transfer at the first byte that is too much: it is counted while it arrives, so no more
 * than the limit is ever held. The length that a server announces is not relied on, since it is that of
 * the packed body. The time limit is the request's own signal, which ends the body too.
 * @param limit bytes
 * @throws ExcessiveAnswer, or what the stream fails with
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
      // A server that goes on sending is not waited for.
      void reader.cancel().catch(() => undefined)
      throw new ExcessiveAnswer()
    }
    text += decoder.decode(value, { stream: true })
  }
}
