import { expect } from 'vitest'
import type { LaunchContext } from '../authorization.ts'
import { createAuthorizationServer } from '../authorization-server.ts'
import { base64Url } from '../base64-url.ts'

export const base = 'https://ehr.example.org/fhir'
export const authorizeUrl = 'https://ehr.example.org/auth/authorize'
export const tokenUrl = 'https://ehr.example.org/auth/token'
export const redirectUri = 'https://app.example.org/slotline/'
export const verifier = 'a-verifier-of-at-least-forty-three-characters'
export const allScopes = 'launch openid fhirUser online_access user/Appointment.cruds user/Patient.rs'

export type OAuthFixture = ReturnType<typeof newOAuthFixture>

/** Changes to a valid request; undefined leaves a parameter out. */
type Changes = Readonly<Record<string, string | undefined>>

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly scope: string
  readonly id_token: string
}

/** An authorization server with one user and two patients, its clock, and a client that errs only when told to. */
export function newOAuthFixture() {
  let now = Date.UTC(2026, 10, 23, 9)
  let server = newServer(() => now)

  async function get(url: string | URL): Promise<Response> {
    return answered(await server.handle(new Request(url)))
  }

  async function post(url: string, form: Record<string, string> | URLSearchParams): Promise<Response> {
    return answered(await server.handle(new Request(url, { method: 'POST', body: new URLSearchParams(form) })))
  }

  async function authorizeParameters(changes: Changes = {}, context?: LaunchContext): Promise<URLSearchParams> {
    const parameters: Changes = {
      response_type: 'code',
      client_id: 'slotline',
      redirect_uri: redirectUri,
      scope: allScopes,
      state: 'state-1',
      aud: base,
      launch: server.issueLaunch(context ?? { user: 'haas', patient: 'romero', askConsent: false }),
      code_challenge: await challenge(),
      code_challenge_method: 'S256',
      ...changes,
    }
    const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
    return new URLSearchParams(given)
  }

  async function authorize(changes: Changes = {}, context?: LaunchContext): Promise<Response> {
    return get(`${authorizeUrl}?${String(await authorizeParameters(changes, context))}`)
  }

  async function newCode(changes: Changes = {}, context?: LaunchContext): Promise<string> {
    return redirectOf(await authorize(changes, context))['code'] ?? ''
  }

  function exchange(code: string, changes: Record<string, string> = {}): Promise<Response> {
    const whose = { redirect_uri: redirectUri, client_id: 'slotline' }
    return post(tokenUrl, { grant_type: 'authorization_code', code, ...whose, code_verifier: verifier, ...changes })
  }

  return {
    get server() {
      return server
    },
    now: () => now,
    advance: (milliseconds: number) => void (now += milliseconds),
    /** Replaces the server by a new one at the same place, which knows nothing yet. */
    restart: () => void (server = newServer(() => now)),
    get,
    post,
    authorizeParameters,
    authorize,
    newCode,
    exchange,
    refresh: (token: string, changes: Record<string, string> = {}) => {
      return post(tokenUrl, { grant_type: 'refresh_token', refresh_token: token, ...changes })
    },
    newTokens: async (changes: Changes = {}, context?: LaunchContext) => {
      return tokensOf(await exchange(await newCode(changes, context)))
    },
    grantOf: (accessToken: string) => {
      return server.grantOf(new Request(`${base}/Patient`, { headers: { authorization: `Bearer ${accessToken}` } }))
    },
  }
}

/** The parameters of the redirect back to the app. */
export function redirectOf(response: Response): Record<string, string> {
  expect(response.status).toBe(303)
  const location = new URL(response.headers.get('location') ?? '')
  expect(location.origin + location.pathname).toBe(redirectUri)
  return Object.fromEntries(location.searchParams)
}

export async function tokensOf(response: Response): Promise<Tokens> {
  expect(response.status).toBe(200)
  return response.json()
}

function newServer(clock: () => number) {
  return createAuthorizationServer({
    base,
    authorizeUrl,
    clock,
    clients: [{ clientId: 'slotline', redirectUris: [redirectUri], name: 'Slotline' }],
    directory: {
      users: [{ resourceType: 'Practitioner', id: 'haas', name: [{ prefix: ['Dr.'], family: 'Haas' }] }],
      patients: [
        { resourceType: 'Patient', id: 'romero', name: [{ given: ['Ida'], family: 'Romero' }], birthDate: '1958-03-04' },
        { resourceType: 'Patient', id: 'tricky', name: [{ family: `<script>"O'Hara"</script>` }] },
      ],
    },
  })
}

function answered(response: Response | undefined): Response {
  if (!response) throw new Error('the authorization server did not answer')
  return response
}

async function challenge(): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
}
