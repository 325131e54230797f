import { restrictPage } from '../config/restrict-page.ts'
import type { Config, IssuerConfig } from '../config/schema.ts'
import { discover, senderOf, type DiscoveryFailure, type DiscoveryResult } from './discovery.ts'
import { writeLaunch } from './launch-record.ts'
import { readLaunchRequest, type LaunchRefusal } from './launch-request.ts'
import { scopesToRequest } from './launch-scopes.ts'
import { prepareAuthorization } from './oauth-client.ts'
import { ehrReturn, redirectUri } from './redirect-uri.ts'
import { clearTab, tabStorage } from './tab-storage.ts'

export type LaunchFailure =
  | LaunchRefusal
  | DiscoveryFailure
  | { readonly kind: 'storage-unavailable' }
  /** The page came over plain http from another computer: browsers then withhold the cryptography that PKCE needs. */
  | { readonly kind: 'insecure-page'; readonly origin: string }

export type LaunchResult =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'choose-issuer'; readonly issuers: readonly IssuerConfig[] }
  | LaunchFailure

/** The part of a launch that was begun before the current settings arrived. */
interface LaunchAhead {
  readonly issuer: IssuerConfig
  readonly discovery: Promise<DiscoveryResult>
}

interface LaunchBeginning {
  readonly search: string
  readonly config: Config
  /** Used only if the settings still say the same about the issuer as when it was begun. */
  readonly ahead?: LaunchAhead | undefined
}

/**
 * Asks a launch's EHR for its SMART configuration while `config.json` is still loading. The page is first restricted to the servers of
 * the earlier settings. For an EHR that those don't list, it does nothing.
 * @param config settings that were valid before
 */
export function launchAhead(search: string, config: Config): LaunchAhead | undefined {
  const request = readLaunchRequest(search, config)
  if (request.kind !== 'accepted' || !isSecureContext) return undefined
  const { issuer } = request
  restrictPage(config)
  return { issuer, discovery: discover(issuer, config.requestTimeoutSeconds * 1000) }
}

/**
 * Begins a launch, by an EHR (`iss` and `launch` in `search`) or standalone (`iss` alone), up to the authorization server's URL to go
 * to. An issuer that isn't in the configuration gets no request. What an earlier launch left in this tab is forgotten first, even if
 * this one fails: its patient must not appear in place of the one asked for. Never rejects.
 */
export async function beginLaunch({ search, config, ahead }: LaunchBeginning): Promise<LaunchResult> {
  const request = readLaunchRequest(search, config)
  if (request.kind === 'choose-issuer') return request
  const storage = tabStorage()
  if (storage) clearTab(storage)
  if (request.kind !== 'accepted') return request
  if (!storage) return { kind: 'storage-unavailable' }
  if (!isSecureContext) return { kind: 'insecure-page', origin: location.origin }

  const { issuer, iss, launch } = request
  const timeoutMs = config.requestTimeoutSeconds * 1000
  const isAhead = ahead !== undefined && JSON.stringify(ahead.issuer) === JSON.stringify(issuer)
  const discovery = await (isAhead ? ahead.discovery : discover(issuer, timeoutMs))
  if (discovery.kind !== 'found') return discovery

  const scopes = scopesToRequest(issuer, launch !== undefined)
  const state = crypto.randomUUID()
  // While the EHR was asked, another frame of the tab may have launched and opened a session.
  clearTab(storage)
  try {
    const url = await prepareAuthorization(storage, {
      iss,
      clientId: issuer.clientId,
      scope: scopes.join(' '),
      ...(launch === undefined ? {} : { launch }),
      redirectUri: redirectUri(ehrReturn),
      state,
      endpoints: discovery.endpoints,
    })
    writeLaunch(storage, {
      id: crypto.randomUUID(),
      state,
      iss: issuer.iss,
      clientId: issuer.clientId,
      requested: scopes,
      ...senderOf(discovery.endpoints),
      stage: 'authorizing',
    })
    return { kind: 'redirect', url }
  } catch {
    // Preparing sends no request, so only writing to the tab can have failed.
    clearTab(storage)
    return { kind: 'storage-unavailable' }
  }
}
