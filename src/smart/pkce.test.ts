import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { base64Url, pkcePair } from './pkce.ts'

it('makes a fresh verifier of 43 characters each time', async () => {
  const [one, other] = await Promise.all([pkcePair(), pkcePair()])
  expect(one.codeVerifier).toMatch(/^[\w-]{43}$/)
  expect(other.codeVerifier).not.toBe(one.codeVerifier)
})

it('makes the challenge that a server computes from the verifier', async () => {
  const { codeVerifier, codeChallenge } = await pkcePair()
  expect(codeChallenge).toBe(createHash('sha256').update(codeVerifier).digest('base64url'))
})

it('writes base64url without padding', () => {
  expect(base64Url(Uint8Array.of(0xfb, 0xff, 0xfe, 0x01))).toBe('-__-AQ')
})
