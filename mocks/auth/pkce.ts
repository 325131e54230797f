import { base64Url } from './base64-url.ts'

/** A S256 code challenge: the base64url SHA-256 digest, 43 characters (RFC 7636 4.2). */
export function isChallenge(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}

/** Whether the verifier is well formed and belongs to the S256 challenge (RFC 7636 4.6). */
export async function verifierMatches(verifier: string, challenge: string): Promise<boolean> {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return base64Url(new Uint8Array(digest)) === challenge
}
