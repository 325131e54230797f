import type { LaunchContext } from './authorization.ts'
import { isChallenge } from './pkce.ts'

export interface Client {
  readonly clientId: string
  /** Compared character by character. */
  readonly redirectUris: readonly string[]
  /** What the consent page calls the app. */
  readonly name?: string
}

/** A valid authorization request. */
export interface AuthorizeRequest {
  readonly client: Client
  readonly redirectUri: string
  readonly state: string
  readonly challenge: string
  readonly scopes: readonly string[]
  readonly nonce?: string
  /** Absent in a standalone launch. */
  readonly launch?: LaunchContext
}

export type CheckedAuthorizeRequest =
  | { readonly kind: 'accepted'; readonly request: AuthorizeRequest }
  /** No redirect address can be trusted, so the error is shown to the user instead (RFC 6749 4.1.2.1). */
  | { readonly kind: 'shown'; readonly message: string }
  | RedirectedError

interface RedirectedError {
  readonly kind: 'redirected'
  readonly redirectUri: string
  readonly state?: string
  readonly error: string
  readonly description: string
}

export interface AuthorizeRules {
  readonly base: string
  readonly clients: readonly Client[]
  launchOf(handle: string): LaunchContext | undefined
}

/** Checks an authorization request (SMART App Launch 2.2, "Obtain authorization code"). */
export function checkAuthorizeRequest(parameters: URLSearchParams, rules: AuthorizeRules): CheckedAuthorizeRequest {
  const addressee = addresseeOf(parameters, rules.clients)
  if (typeof addressee === 'string') return { kind: 'shown', message: addressee }
  const { client, redirectUri } = addressee
  const state = parameters.get('state') || undefined

  const refuse = (error: string, description: string): CheckedAuthorizeRequest => {
    return { kind: 'redirected', redirectUri, ...(state !== undefined && { state }), error, description }
  }

  const repeated = repeatedName(parameters)
  if (repeated !== undefined) return refuse('invalid_request', `${repeated} is given more than once`)
  if (parameters.get('response_type') !== 'code') return refuse('unsupported_response_type', 'response_type must be code')
  if (state === undefined) return refuse('invalid_request', 'state is missing')
  const aud = parameters.get('aud')
  if (aud !== rules.base) return refuse('invalid_request', `aud must be ${rules.base}, not ${aud ?? 'missing'}`)

  const challenge = parameters.get('code_challenge') ?? ''
  if (parameters.get('code_challenge_method') !== 'S256') return refuse('invalid_request', 'code_challenge_method must be S256')
  if (!isChallenge(challenge)) return refuse('invalid_request', 'code_challenge must be 43 base64url characters')

  const scopes = (parameters.get('scope') ?? '').split(' ').filter(Boolean)
  if (scopes.length === 0) return refuse('invalid_scope', 'scope is missing')
  const handle = parameters.get('launch')
  if (scopes.includes('launch') !== (handle !== null)) {
    return refuse('invalid_request', 'the scope launch and the parameter launch must be given together')
  }
  const launch = handle === null ? undefined : rules.launchOf(handle)
  if (handle !== null && launch === undefined) return refuse('invalid_request', 'launch is unknown or has expired')

  const nonce = parameters.get('nonce')
  return {
    kind: 'accepted',
    request: { client, redirectUri, state, challenge, scopes, ...(nonce !== null && { nonce }), ...(launch && { launch }) },
  }
}

function addresseeOf(parameters: URLSearchParams, clients: readonly Client[]): string | { client: Client; redirectUri: string } {
  const [clientId, ...moreClients] = parameters.getAll('client_id')
  const [redirectUri, ...moreUris] = parameters.getAll('redirect_uri')
  const client = clients.find((each) => each.clientId === clientId)
  if (!client || moreClients.length > 0) return `The app “${clientId ?? ''}” is not registered here.`
  if (redirectUri === undefined || moreUris.length > 0 || !client.redirectUris.includes(redirectUri)) {
    return `The app “${clientId ?? ''}” may not be sent to “${redirectUri ?? ''}”.`
  }
  return { client, redirectUri }
}

function repeatedName(parameters: URLSearchParams): string | undefined {
  const names = [...parameters.keys()]
  return names.find((name, index) => names.indexOf(name) !== index)
}
