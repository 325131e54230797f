/** The claims of an OpenID Connect id_token that say who is signed in, as the server wrote them, unchecked. */
interface IdTokenClaims {
  readonly iss?: string
  readonly sub?: string
  readonly fhirUser?: unknown
}

/**
 * Reads an id_token's claims; undefined when it can't be read. The signature isn't checked: the token came straight from
 * the token endpoint over TLS, which OpenID Connect Core 3.1.3.7 (6) accepts in its place, and it grants nothing here.
 */
export function readIdToken(idToken: string | undefined): IdTokenClaims | undefined {
  try {
    const claims: unknown = JSON.parse(decodeBase64Url(idToken?.split('.')[1] ?? ''))
    if (typeof claims !== 'object' || claims === null) return undefined
    const iss = 'iss' in claims && typeof claims.iss === 'string' ? claims.iss : undefined
    const sub = 'sub' in claims && typeof claims.sub === 'string' ? claims.sub : undefined
    // SMART 1 named the claim `profile`.
    const fhirUser = 'fhirUser' in claims ? claims.fhirUser : 'profile' in claims ? claims.profile : undefined
    return {
      ...(iss === undefined ? {} : { iss }),
      ...(sub === undefined ? {} : { sub }),
      ...(fhirUser === undefined ? {} : { fhirUser }),
    }
  } catch {
    return undefined
  }
}

function decodeBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
}
