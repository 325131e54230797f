import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExcessiveAnswer, largestAnswer, readText } from './answer-text.ts'

const megabyte = 1024 * 1024

/** An answer that goes on as long as it is read, in pieces of a megabyte; counts the pieces and records whether it was stopped. */
function endless() {
  const seen = { pieces: 0, stopped: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.pieces += 1
        controller.enqueue(new Uint8Array(megabyte).fill(0x20))
      },
      cancel() {
        seen.stopped = true
      },
    },
    { highWaterMark: 0 },
  )
  return { response: new Response(body), seen }
}

/** The bytes in pieces of this size, so that a character or an escape may be split between two. */
function inPieces(text: string, size: number): Response {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return new Response(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) return controller.close()
        controller.enqueue(bytes.slice(at, (at += size)))
      },
    }),
  )
}

describe('the size of an answer', () => {
  test('is limited while it arrives: the transfer is stopped and no more is held', async () => {
    const { response, seen } = endless()
    await expect(readText(response)).rejects.toThrow(ExcessiveAnswer)
    expect(seen).toEqual({ pieces: largestAnswer / megabyte + 1, stopped: true })
  })

  test('may be that of ten thousand offers', async () => {
    const text = `"${'é'.repeat(10 * megabyte)}"`
    expect(await readText(new Response(text))).toHaveLength(text.length)
  })

  test('counts the body, whatever length the server announces', async () => {
    const response = new Response('12345', { headers: { 'content-length': '1' } })
    await expect(readText(response, 4)).rejects.toThrow(ExcessiveAnswer)
    expect(await readText(new Response('1234', { headers: { 'content-length': '99' } }), 4)).toBe('1234')
  })

  test('is none where there is no body', async () => {
    expect(await readText(new Response(null, { status: 204 }))).toBe('')
  })
})

test('whatever JSON is sent, in whatever pieces, is read as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 8 }), fc.integer({ min: 1, max: 40 }), async (value, size) => {
      const text = JSON.stringify(value)
      expect(await readText(inPieces(text, size))).toBe(text)
    }),
  )
})
