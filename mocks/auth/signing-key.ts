import * as v from 'valibot'
import { base64Url } from './base64-url.ts'

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const keyId = 'simulated-ehr'

/** A private RSA key as JSON Web Key (RFC 7518 6.3). */
export const privateKeySchema = v.object({
  kty: v.literal('RSA'),
  n: v.string(),
  e: v.string(),
  d: v.string(),
  p: v.string(),
  q: v.string(),
  dp: v.string(),
  dq: v.string(),
  qi: v.string(),
})

export type PrivateKey = v.InferOutput<typeof privateKeySchema>

let ownKey: Promise<PrivateKey> | undefined

/**
 * This process's own 2048-bit key, generated on first use, which may take seconds. It signs only tokens about synthetic people,
 * so it may be saved like the rest of the state.
 */
export function processKey(): Promise<PrivateKey> {
  ownKey ??= generatePrivateKey()
  return ownKey
}

async function generatePrivateKey(): Promise<PrivateKey> {
  const { privateKey } = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  )
  return v.parse(privateKeySchema, await crypto.subtle.exportKey('jwk', privateKey))
}

/** The JSON Web Key Set with the public half. */
export function publicKeySet({ kty, n, e }: PrivateKey) {
  return { keys: [{ kty, n, e, kid: keyId, use: 'sig', alg: 'RS256' }] }
}

/** A JWT with the claims, signed RS256. */
export async function signToken(claims: Readonly<Record<string, unknown>>, jwk: PrivateKey): Promise<string> {
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign'])
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encode(claims)}`
  const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(signed))
  return `${signed}.${base64Url(new Uint8Array(signature))}`
}

function encode(value: unknown): string {
  return base64Url(new TextEncoder().encode(JSON.stringify(value)))
}
