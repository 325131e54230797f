import { createHash, randomBytes } from 'node:crypto'
import type { Answer } from './answers.ts'
import { fault } from './appointment-faults.ts'
import { clientId } from './tenant-data.ts'

/** What the EHR knows when it launches the app. */
export interface Chart {
  readonly patient?: string
}

interface Grant {
  readonly chart: Chart
  readonly challenge: string
  readonly scope: string
}

/** The vendor's SMART App Launch 2.2. It checks requests, and has neither a consent page nor refresh tokens. */
export function createSignIn(base: string, origin: string, appRoot: () => string, violations: string[]) {
  const launches = new Map<string, Chart>()
  const grants = new Map<string, Grant>()
  const tokens = new Map<string, Chart>()
  const states = new Set<string>()
  const redirectUri = appRoot

  function authorize(query: URLSearchParams): { readonly location: string } | Answer {
    const asked = (name: string) => query.get(name) ?? ''
    const [redirect, state, challenge, scope] = [asked('redirect_uri'), asked('state'), asked('code_challenge'), asked('scope')]
    const launch = query.get('launch') ?? undefined
    const scopes = scope.split(' ')
    note('authorize', [
      ...fault(query.get('response_type') === 'code', 'response_type is code'),
      ...fault(query.get('client_id') === clientId, 'client_id is the registered one'),
      ...fault(redirect === redirectUri(), `redirect_uri is ${redirect}`),
      ...fault(query.get('aud') === base, `aud is ${String(query.get('aud'))}`),
      ...fault(query.get('code_challenge_method') === 'S256' && /^[\w-]{43}$/.test(challenge), 'PKCE by S256'),
      ...fault(state.length >= 22 && !states.has(state), `state is long and new: ${state}`),
      ...fault(scopes.includes('launch') === (launch !== undefined), 'launch is a scope exactly when there is a launch handle'),
      ...fault(scopes.includes('openid') && scopes.includes('fhirUser'), 'openid and fhirUser are asked for'),
      ...fault(launch === undefined || launches.has(launch), 'the launch handle is the one given'),
      ...fault([...query.keys()].length === new Set(query.keys()).size, 'no parameter is repeated'),
    ])
    if (redirect !== redirectUri()) return { status: 400, body: 'This redirect_uri is not registered.' }
    states.add(state)
    const code = randomBytes(18).toString('base64url')
    grants.set(code, { chart: (launch === undefined ? undefined : launches.get(launch)) ?? {}, challenge, scope })
    const back = new URL(redirect)
    // This vendor adds a parameter of its own (RFC 9207).
    for (const [name, value] of Object.entries({ state, iss: origin, code })) back.searchParams.set(name, value)
    return { location: back.href }
  }

  function redeem(form: URLSearchParams, headers: Readonly<Record<string, unknown>>): Answer {
    const code = form.get('code') ?? ''
    const grant = grants.get(code)
    grants.delete(code)
    const verifier = form.get('code_verifier') ?? ''
    const isProven = createHash('sha256').update(verifier).digest('base64url') === grant?.challenge
    note('token', [
      ...fault(String(headers['content-type']).startsWith('application/x-www-form-urlencoded'), 'the request is a form'),
      ...fault(headers['authorization'] === undefined, 'a public client sends no credentials'),
      ...fault(form.get('grant_type') === 'authorization_code', 'grant_type is authorization_code'),
      ...fault(form.get('redirect_uri') === redirectUri(), 'redirect_uri is the same again'),
      ...fault(form.get('client_id') === clientId, 'client_id is the registered one'),
      ...fault(grant !== undefined, 'a code is redeemed once'),
      ...fault(isProven && /^[\w.~-]{43,128}$/.test(verifier), 'code_verifier proves code_challenge'),
    ])
    if (!grant || !isProven) return { status: 400, body: { error: 'invalid_grant' } }
    const token = `t7.${randomBytes(24).toString('base64url')}`
    tokens.set(token, grant.chart)
    const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
    const [iat, exp] = [1_700_000_000, 4_000_000_000]
    const claims = { iss: origin, aud: clientId, sub: 'u-81', fhirUser: `${base}/Practitioner/pr.2`, iat, exp }
    return {
      status: 200,
      headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
      body: {
        token_type: 'bearer',
        access_token: token,
        expires_in: 3600,
        scope: grant.scope,
        id_token: `${part({ alg: 'RS256' })}.${part(claims)}.c2ln`,
        ...(grant.chart.patient === undefined ? {} : { patient: grant.chart.patient }),
      },
    }
  }

  function note(at: string, faults: readonly string[]): void {
    violations.push(...faults.map((what) => `${at}: ${what}`))
  }

  return {
    authorize,
    redeem,
    /** A new launch handle for this chart. */
    handleFor(chart: Chart): string {
      const handle = `xyz.${randomBytes(12).toString('base64url')}`
      launches.set(handle, chart)
      return handle
    },
    isSignedIn: (authorization: string | undefined) => tokens.has(authorization?.replace(/^Bearer /, '') ?? ''),
    /** Ends every session. */
    signAllOut: () => tokens.clear(),
    configuration: {
      issuer: origin,
      jwks_uri: `${origin}/oauth/keys`,
      authorization_endpoint: `${origin}/oauth/tenant-7/authorize`,
      token_endpoint: `${origin}/oauth/tenant-7/token`,
      authorization_response_iss_parameter_supported: true,
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
      capabilities: ['launch-ehr', 'launch-standalone', 'client-public', 'sso-openid-connect', 'context-ehr-patient'],
    },
  }
}
