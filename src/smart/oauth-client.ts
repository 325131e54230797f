/**
 * The one place that knows fhirclient. It is given an adapter of our own instead of its browser entry point, because that
 * entry lets `iss`, `fhirServiceUrl`, `patientId`, `clientId` and `launch` in the page's URL override what the code says:
 * our adapter's URL never has parameters, so there is nothing to override with.
 */
import type Client from 'fhirclient/lib/Client.js'
import { authorize, ready } from 'fhirclient/lib/smart.js'
import type { fhirclient } from 'fhirclient/lib/types.js'
import { base64Url, pkcePair, randomBytes, sha256 } from './pkce.ts'
import type { Endpoints } from './discovery.ts'
import { tabKey } from './tab-storage.ts'

export type OAuthClient = Client

interface AuthorizationRequest {
  /** As the EHR spelled it: it compares `aud` with its own spelling. */
  readonly iss: string
  readonly clientId: string
  readonly scope: string
  readonly launch?: string
  readonly redirectUri: string
  readonly state: string
  readonly endpoints: Endpoints
  /** Milliseconds for reading the SMART configuration once more. */
  readonly timeout: number
}

/**
 * Prepares a launch and returns the URL to go to: authorization code with PKCE S256 (SMART App Launch 2.2, "Obtain
 * authorization code"). What redeeming the code needs is kept in the tab. Rejects when fhirclient can't.
 */
export async function prepareAuthorization(storage: Storage, request: AuthorizationRequest): Promise<string> {
  const { iss, clientId, scope, launch, redirectUri, state, endpoints } = request
  const adapter = adapterFor(storage)
  const prepared = await authorize(adapter, {
    iss,
    clientId,
    scope,
    ...(launch === undefined ? {} : { launch }),
    redirectUri,
    stateKey: state,
    noRedirect: true,
    pkceMode: 'required',
    // Explicit, or a frame would hand the code to the EHR's page around it.
    completeInTarget: true,
    // fhirclient reads the document that was just checked again; the browser's copy serves it without a second request.
    wellKnownRequestOptions: { cache: 'force-cache', credentials: 'omit', signal: AbortSignal.timeout(request.timeout) },
    // Without the document it would look for endpoints in the CapabilityStatement: aborted before it is sent.
    conformanceRequestOptions: { signal: AbortSignal.abort() },
  })
  const kept = (await adapter.getStorage().get(state)) as { codeVerifier?: string; authorizeUri?: string } | null
  if (typeof prepared !== 'string' || !kept?.codeVerifier) throw new Error('The authorization request could not be prepared.')
  // Whatever the second reading said, the endpoints that passed the checks are the ones in use.
  await adapter.getStorage().set(state, { ...kept, authorizeUri: endpoints.authorization, tokenUri: endpoints.token })
  const query = prepared.slice(String(kept.authorizeUri).length + 1)
  return `${endpoints.authorization}${endpoints.authorization.includes('?') ? '&' : '?'}${query}`
}

/** Redeems an authorization code. Rejects with what `refusalOf` understands, or with any other error. */
export function redeemCode(storage: Storage, state: string, code: string): Promise<OAuthClient> {
  // fhirclient puts the code into the form body as it is.
  return ready(adapterFor(storage), { stateKey: state, code: encodeURIComponent(code) })
}

/** The client of a launch that was completed earlier in this tab; no request is made. */
export function reopen(storage: Storage, state: string): Promise<OAuthClient> {
  return ready(adapterFor(storage), { stateKey: state })
}

/** What a token endpoint said when it refused; undefined when the error is of another kind. */
export function refusalOf(error: unknown): { readonly status: number; readonly error?: string } | undefined {
  if (!(error instanceof Error) || error.name !== 'HttpError' || !('status' in error)) return undefined
  const { status } = error
  if (typeof status !== 'number') return undefined
  // fhirclient consumes the body; of an OAuth error answer its message keeps "error: description" as the third line.
  const name = /^\S* .*\n.*\n([a-z_]+)(?::|$)/.exec(error.message)?.[1]
  return { status, ...(name === undefined ? {} : { error: name }) }
}

type Refresh = 'renewed' | 'refused' | 'unreachable'

/** Trades the refresh token for a new access token. `timeout` is in milliseconds. Never rejects. */
export async function refresh(client: OAuthClient, timeout: number): Promise<Refresh> {
  const before = { ...client.state.tokenResponse }
  // fhirclient won't use a refresh token unless the granted scopes name it; servers may grant one without saying so.
  client.state.tokenResponse = { ...before, scope: `${before.scope ?? ''} online_access` }
  try {
    await client.refresh({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    })
    return 'renewed'
  } catch (error) {
    const status = refusalOf(error)?.status
    if (status === 400 || status === 401 || status === 403) return 'refused'
    // fhirclient drops the refresh token after any error; after a lost connection it is as good as before.
    client.state.tokenResponse = before
    const { key } = client.state
    if (key !== undefined) await client.environment.getStorage().set(key, client.state)
    return 'unreachable'
  }
}

/** Forgets every token, also those that a refresh on its way will still bring. */
export function forgetTokens(client: OAuthClient): void {
  delete client.state.key
  client.state.tokenResponse = {}
}

/** Removes what the tab keeps for a client that isn't wanted any more. */
export function forgetKept(storage: Storage, client: OAuthClient): void {
  const { key } = client.state
  if (key !== undefined) void storageFor(storage).unset(key)
  forgetTokens(client)
}

/** The same, where there is no client: for an authorization that came to nothing. */
export function forgetKeptUnder(storage: Storage, state: string): void {
  void storageFor(storage).unset(state)
}

function adapterFor(storage: Storage): fhirclient.Adapter {
  const url = new URL('./', location.href)
  url.search = ''
  url.hash = ''
  const kept = storageFor(storage)
  return {
    options: {
      replaceBrowserHistory: false,
      // Or it would remember one authorization only, and forget the EHR's when the scheduling server's begins.
      fullSessionStorageSupport: false,
      // A public client has no other way to say who it is (RFC 6749 6 and 3.2.1).
      refreshTokenWithClientId: true,
      refreshTokenWithCredentials: 'omit',
    },
    security: {
      randomBytes,
      digestSha256: sha256,
      generatePKCEChallenge: pkcePair,
      importJWK: unused,
      signCompactJws: unused,
    },
    getUrl: () => new URL(url),
    redirect: (to) => location.replace(to),
    relative: (path) => new URL(path, url).href,
    getStorage: () => kept,
    getAbortController: () => AbortController,
    btoa: (text) => btoa(text),
    atob: payloadOf,
    base64urlencode: (input) => base64Url(typeof input === 'string' ? new TextEncoder().encode(input) : input),
    base64urldecode: (input) => atob(input.replaceAll('-', '+').replaceAll('_', '/')),
    getSmartApi: unused,
  }
}

function storageFor(storage: Storage): fhirclient.Storage {
  const keyOf = (key: string) => tabKey(`oauth.${key}`)
  return {
    get: (key) => Promise.resolve(JSON.parse(storage.getItem(keyOf(key)) ?? 'null')),
    set: (key, value) => {
      storage.setItem(keyOf(key), JSON.stringify(value))
      return Promise.resolve(value)
    },
    unset: (key) => {
      const existed = storage.getItem(keyOf(key)) !== null
      storage.removeItem(keyOf(key))
      return Promise.resolve(existed)
    },
  }
}

/**
 * fhirclient looks for an expiry inside an access token that comes without `expires_in`, and fails on an opaque token that
 * happens to have a dot. What isn't a JWT's payload has nothing to say: `null`.
 */
function payloadOf(text: string): string {
  try {
    const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    JSON.parse(decoded)
    return decoded
  } catch {
    return 'null'
  }
}

/** What fhirclient's adapters offer to confidential clients and to its own entry points. */
function unused(): never {
  throw new Error('A public client on its own adapter has no use for this.')
}
