import * as v from 'valibot'
import { authorizationOriginsOf } from '../config/content-security-policy.mjs'
import type { IssuerConfig } from '../config/schema.ts'
import { isSecure } from '../config/server-url.ts'
import { closedObject } from '../fhir/json-object.ts'
import { ExcessiveAnswer, readText } from '../fhir/http/answer-text.ts'
import { parseInert } from '../fhir/http/inert-json.ts'

/** Bytes; the longest documents seen have a hundredth of this. */
const largestDocument = 1024 * 1024

/** Absolute URLs that passed every check: where to authorize and where to redeem a code. */
export interface Endpoints {
  readonly authorization: string
  readonly token: string
  /** The issuer that the authorization server claims to be, if its origin is one where the settings expect the sign-in. */
  readonly issuer?: string
  /** The server announces that all its answers name its issuer (RFC 9207 3); an answer without one is then not its own. */
  readonly namesItself?: true
}

/** What identifies an answer as coming from this authorization server. */
export function senderOf({ authorization, token: _, ...said }: Endpoints) {
  return { ...said, origin: new URL(authorization).origin }
}

/** Why an EHR's `.well-known/smart-configuration` can't be used; `url` is its address. */
export type DiscoveryFailure =
  | { readonly kind: 'discovery-unreachable'; readonly url: string; readonly reason: string }
  | { readonly kind: 'discovery-missing'; readonly url: string; readonly status: number }
  | { readonly kind: 'discovery-invalid'; readonly url: string; readonly problems: readonly string[] }
  | { readonly kind: 'pkce-unsupported'; readonly url: string; readonly methods: readonly string[] }
  | { readonly kind: 'insecure-endpoint'; readonly url: string; readonly endpoint: string }
  /** An endpoint lies where the settings don't expect the EHR's sign-in: `origin` is neither the EHR's own nor listed. */
  | { readonly kind: 'unlisted-endpoint'; readonly url: string; readonly origin: string }

/** A server to sign in to, with the other origins where its endpoints may lie. */
type SignInServer = Pick<IssuerConfig, 'iss' | 'authorizationOrigins'>

export type DiscoveryResult = { readonly kind: 'found'; readonly endpoints: Endpoints } | DiscoveryFailure

const endpointUrl = v.pipe(v.string('a URL'), v.minLength(1, 'a URL'))

const documentSchema = closedObject({
  authorization_endpoint: endpointUrl,
  token_endpoint: endpointUrl,
  issuer: v.fallback(v.optional(v.string()), undefined),
  authorization_response_iss_parameter_supported: v.optional(v.unknown()),
  code_challenge_methods_supported: v.optional(v.array(v.string(), 'a list of names'), []),
})

/**
 * Reads and checks an EHR's SMART configuration (SMART App Launch 2.2, `.well-known/smart-configuration`): both endpoints must be https
 * (or local), lie where the settings expect them, and support PKCE with S256. Never rejects.
 */
export async function discover(server: SignInServer, timeoutMs: number): Promise<DiscoveryResult> {
  const url = `${server.iss}/.well-known/smart-configuration`
  let text: string
  try {
    // The request must match the preload header of deploy/discovery-preload.mjs, or the browser would send it twice. So it has no
    // `Accept`, which servers have to do without (SMART App Launch 2.2, "Using Well-Known").
    const response = await fetch(url, {
      cache: 'no-cache',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(timeoutMs),
    })
    // Refusing redirects would keep the browser from using what it preloaded. But after a redirect to another origin, another server
    // would decide where the user signs in.
    const { origin } = new URL(response.url || url)
    if (origin !== new URL(url).origin) return { kind: 'discovery-invalid', url, problems: [`it was sent on to ${origin}`] }
    if (response.status >= 500) return { kind: 'discovery-unreachable', url, reason: `status ${response.status}` }
    if (!response.ok) return { kind: 'discovery-missing', url, status: response.status }
    text = await readText(response, largestDocument)
  } catch (error) {
    if (error instanceof ExcessiveAnswer) return { kind: 'discovery-invalid', url, problems: ['it is larger than it may be'] }
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { kind: 'discovery-unreachable', url, reason: timedOut ? `no answer in ${timeoutMs / 1000} s` : 'no connection' }
  }
  return checkDocument(url, server, text)
}

function checkDocument(url: string, server: SignInServer, text: string): DiscoveryResult {
  const { iss } = server
  const invalid = (...problems: string[]): DiscoveryResult => ({ kind: 'discovery-invalid', url, problems })
  let json: unknown
  try {
    json = parseInert(text)
  } catch {
    return invalid('it is not JSON')
  }
  const parsed = v.safeParse(documentSchema, json)
  if (!parsed.success) {
    return invalid(...parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'it'}: expected ${issue.message}`))
  }
  const { authorization_endpoint, token_endpoint, issuer, code_challenge_methods_supported: methods } = parsed.output
  const authorization = resolve(authorization_endpoint, iss)
  const token = resolve(token_endpoint, iss)
  if (!authorization) return invalid('authorization_endpoint: expected a URL without fragment')
  if (!token) return invalid('token_endpoint: expected a URL without fragment')
  for (const endpoint of [authorization, token]) {
    if (!isAsSecureAs(iss, endpoint)) return { kind: 'insecure-endpoint', url, endpoint: endpoint.href }
    // The page's policy would refuse the request anyway, but without an explanation.
    if (!authorizationOriginsOf(server).includes(endpoint.origin)) return { kind: 'unlisted-endpoint', url, origin: endpoint.origin }
  }
  if (!methods.includes('S256')) return { kind: 'pkce-unsupported', url, methods }
  const isListed = issuer !== undefined && URL.canParse(issuer) && authorizationOriginsOf(server).includes(new URL(issuer).origin)
  const namesItself = parsed.output.authorization_response_iss_parameter_supported === true
  const said = { ...(isListed && { issuer }), ...(namesItself && { namesItself }) }
  return { kind: 'found', endpoints: { authorization: authorization.href, token: token.href, ...said } }
}

/** RFC 6749 3.1 and 3.2: an endpoint must not include a fragment. */
function resolve(endpoint: string, iss: string): URL | undefined {
  if (!URL.canParse(endpoint, `${iss}/`)) return undefined
  const url = new URL(endpoint, `${iss}/`)
  return url.hash === '' && !endpoint.includes('#') && url.username === '' ? url : undefined
}

/** Plain http is for servers on this computer; a remote server has no reason to point there. */
function isAsSecureAs(iss: string, endpoint: URL): boolean {
  return endpoint.protocol === 'https:' || (isSecure(endpoint) && new URL(iss).protocol === 'http:')
}
