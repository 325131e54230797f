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

/** What was begun of a launch before its settings were there. */
interface LaunchAhead {
  readonly issuer: IssuerConfig
  readonly discovery: Promise<DiscoveryResult>
}

interface LaunchBeginning {
  readonly search: string
  readonly config: Config
  /** Counts where the settings say the same of the issuer as those that it was begun with. */
  readonly ahead?: LaunchAhead | undefined
}

/**
 * Asks the EHR of a launch for its SMART configuration while `config.json` is still on its way. The page is restricted to those
 * servers first; an EHR that they don't list isn't there to be asked, and the page is left as it is.
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
 * Begins a launch, by an EHR (`iss` and `launch` in `search`) or standalone (`iss` alone), up to the URL of the
 * authorization server to go to. An issuer that isn't in the configuration gets no request at all. Whatever an earlier
 * launch left in this tab is forgotten first, also when this one fails: its patient must not come back in place of the
 * one that was asked for. Never rejects.
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
  // Another frame of the tab may have launched and opened a session while the EHR was asked.
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
    // There is no request in it: what failed is writing to the tab.
    clearTab(storage)
    return { kind: 'storage-unavailable' }
  }
}
