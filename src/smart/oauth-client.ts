/**
 * The only module that uses fhirclient. It gives fhirclient our own adapter instead of its browser entry point, because that lets
 * `iss`, `fhirServiceUrl`, `patientId`, `clientId` and `launch` in the page's URL override what the code says. Our adapter's URL never
 * has parameters. fhirclient's requests are replaced, too: see `scripts/build/stubs/fhirclient.mjs`.
 */
import { authorize, ready } from 'fhirclient/lib/smart.js'
import type { fhirclient } from 'fhirclient/lib/types.js'
import type { Endpoints } from './discovery.ts'
import { pkcePair } from './pkce.ts'
import { tabKey } from './tab-storage.ts'

/** The client of one authorization. */
export interface OAuthClient {
  readonly state: fhirclient.ClientState
  readonly environment: Pick<fhirclient.Adapter, 'getStorage'>
}

interface AuthorizationRequest {
  /** In the EHR's spelling, because the EHR compares `aud` with its own. */
  readonly iss: string
  readonly clientId: string
  readonly scope: string
  readonly launch?: string
  readonly redirectUri: string
  readonly state: string
  readonly endpoints: Endpoints
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
    // Set explicitly: otherwise a frame would hand the code to the EHR's page around it.
    completeInTarget: true,
    // fhirclient would request this document itself; we have read and checked it already.
    wellKnownRequestOptions: { document: documentOf(endpoints) } as RequestInit,
  })
  if (typeof prepared !== 'string') throw new Error('The authorization request could not be prepared.')
  // fhirclient appends `?` to the endpoint, which may have a query already (RFC 6749 3.1).
  const { authorization } = endpoints
  return `${authorization}${authorization.includes('?') ? '&' : '?'}${prepared.slice(authorization.length + 1)}`
}

/** The parts of the SMART configuration that fhirclient reads. */
function documentOf({ authorization, token }: Endpoints): object {
  return { authorization_endpoint: authorization, token_endpoint: token, code_challenge_methods_supported: ['S256'] }
}

/** Redeems an authorization code. Rejects as `requestToken` does. */
export function redeemCode(storage: Storage, state: string, code: string): Promise<OAuthClient> {
  // fhirclient doesn't encode the code for the form body.
  return ready(adapterFor(storage), { stateKey: state, code: encodeURIComponent(code) })
}

/** The client of a launch that was completed earlier in this tab; no request is sent. */
export function reopen(storage: Storage, state: string): Promise<OAuthClient> {
  return ready(adapterFor(storage), { stateKey: state })
}

/** Forgets every token. A token that a pending refresh brings later isn't kept. */
export function forgetTokens(client: OAuthClient): void {
  delete client.state.key
  client.state.tokenResponse = {}
}

/** Removes the tab's data of a client that is no longer wanted. */
export function forgetKept(storage: Storage, client: OAuthClient): void {
  const { key } = client.state
  if (key !== undefined) void storageFor(storage).unset(key)
  forgetTokens(client)
}

/** The same for an authorization that came to nothing and has no client. */
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
      // Otherwise fhirclient would remember one authorization only, and forget the EHR's when the scheduling server's begins.
      fullSessionStorageSupport: false,
    },
    security: {
      generatePKCEChallenge: pkcePair,
      randomBytes: unused,
      digestSha256: unused,
      importJWK: unused,
      signCompactJws: unused,
    },
    getUrl: () => new URL(url),
    redirect: (to) => location.replace(to),
    relative: (path) => new URL(path, url).href,
    getStorage: () => kept,
    getAbortController: unused,
    btoa: unused,
    atob: unused,
    base64urlencode: unused,
    base64urldecode: unused,
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

/** Stands for what fhirclient's adapters offer to confidential clients, to its own entry points and to parts that are left out. */
function unused(): never {
  throw new Error('A public client on its own adapter has no use for this.')
}
