import { readConfig } from '../../config/load-config.ts'
import type { Config } from '../../config/schema.ts'

export const iss = 'https://ehr.example.org/fhir'
export const discoveryUrl = `${iss}/.well-known/smart-configuration`
export const tokenUrl = 'https://auth.example.org/token'

export const smartConfiguration = {
  authorization_endpoint: 'https://auth.example.org/authorize',
  token_endpoint: tokenUrl,
  code_challenge_methods_supported: ['S256'],
}

export const tokenResponse = {
  access_token: 'token-1',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'launch openid fhirUser online_access user/Appointment.cruds',
  refresh_token: 'refresh-1',
  patient: 'ida',
  need_patient_banner: false,
  id_token: idToken({ sub: 'haas', fhirUser: `${iss}/Practitioner/haas` }),
}

/** An id_token with these claims; its signature doesn't matter here. */
export function idToken(claims: object): string {
  return ['{}', JSON.stringify(claims), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.')
}

export function configFor(issuer: object = {}, settings: object = {}): Config {
  const result = readConfig({ issuers: [{ iss, clientId: 'slotline', authorizationOrigins: ['https://auth.example.org'], ...issuer }], ...settings })
  if (result.kind !== 'ok') throw new Error(JSON.stringify(result.problems))
  return result.config
}

/** Answers requests by URL; any other request is a lost connection. */
export function ehr(answers: Readonly<Record<string, () => Response | Promise<Response>>> = {}) {
  const known: Readonly<Record<string, () => Response | Promise<Response>>> = {
    [discoveryUrl]: () => Response.json(smartConfiguration),
    [tokenUrl]: () => Response.json(tokenResponse),
    ...answers,
  }
  return (request: Request): Response | Promise<Response> =>
    known[request.url]?.() ?? Promise.reject(new TypeError('Failed to fetch'))
}
