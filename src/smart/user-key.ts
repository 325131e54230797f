/** A key for one user at one EHR: 32 hex digits, the same at every launch, that don't reveal who the user is. */
export async function userKeyOf(iss: string, user: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([iss, user])))
  return [...new Uint8Array(digest).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
