import type { LaunchVariant } from './launch-variants.ts'
import { announcedScopes } from './scopes.ts'

export interface Endpoints {
  /** FHIR base without trailing slash; also the OpenID issuer. */
  readonly base: string
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly keysUrl: string
}

/** The document at `[base]/.well-known/smart-configuration` (SMART App Launch 2.2, conformance). */
export function smartConfiguration({ base, authorizeUrl, tokenUrl, keysUrl }: Endpoints, variant: LaunchVariant) {
  return {
    issuer: base,
    jwks_uri: keysUrl,
    authorization_endpoint: authorizeUrl,
    token_endpoint: tokenUrl,
    token_endpoint_auth_methods_supported: ['none'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    scopes_supported: announcedScopes,
    ...(variant !== 'no-pkce-announced' && { code_challenge_methods_supported: ['S256'] }),
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'authorize-post',
      'client-public',
      'sso-openid-connect',
      'context-banner',
      'context-ehr-patient',
      'context-standalone-patient',
      'permission-offline',
      'permission-online',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
    ],
  }
}

/** The document at `[issuer]/.well-known/openid-configuration`, for clients that check the id_token. */
export function openIdConfiguration(endpoints: Endpoints, variant: LaunchVariant) {
  return {
    ...smartConfiguration(endpoints, variant),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'nonce', 'fhirUser'],
  }
}
