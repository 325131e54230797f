import type { Config, IssuerConfig } from '../config/schema.ts'
import { discover, senderOf, type DiscoveryFailure } from './discovery.ts'
import { readLaunch } from './launch-record.ts'
import { schedulingScopesToRequest } from './launch-scopes.ts'
import { forgetKeptUnder, prepareAuthorization } from './oauth-client.ts'
import { redirectUri, schedulingReturn } from './redirect-uri.ts'
import { readScheduling, writeScheduling } from './scheduling-record.ts'

export type SignInStart =
  | { readonly kind: 'redirect'; readonly url: string }
  | DiscoveryFailure
  /** The tab has left the launch, so there is nothing to sign in for. */
  | { readonly kind: 'left' }

interface SignInParts {
  readonly storage: Storage
  /** Id of the launch that the sign-in is for. */
  readonly launch: string
  readonly issuer: IssuerConfig
  readonly config: Config
}

/**
 * Begins a sign-in at the scheduling server, standalone (SMART App Launch 2.2), up to the URL to go to. The launch and its data in the
 * tab stay as they are. Never rejects.
 */
export async function beginSchedulingSignIn({ storage, launch, issuer, config }: SignInParts): Promise<SignInStart> {
  const { iss, schedulingServer: server = iss, schedulingClientId: clientId = issuer.clientId } = issuer
  const timeoutMs = config.requestTimeoutSeconds * 1000
  const discovery = await discover({ ...issuer, iss: server }, timeoutMs)
  if (discovery.kind !== 'found') return discovery
  const { endpoints } = discovery
  const requested = schedulingScopesToRequest(issuer)
  const state = crypto.randomUUID()
  try {
    const scope = requested.join(' ')
    const url = await prepareAuthorization(storage, {
      ...{ iss: server, clientId, scope, state, endpoints },
      redirectUri: redirectUri(schedulingReturn),
    })
    if (readLaunch(storage)?.id !== launch) {
      forgetKeptUnder(storage, state)
      return { kind: 'left' }
    }
    const before = readScheduling(storage, launch)
    if (before) forgetKeptUnder(storage, before.state)
    writeScheduling(storage, {
      launch,
      state,
      server,
      clientId,
      requested,
      stage: 'authorizing',
      returnTo: location.hash,
      ...senderOf(endpoints),
    })
    return { kind: 'redirect', url }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { kind: 'discovery-unreachable', url: `${server}/.well-known/smart-configuration`, reason }
  }
}
