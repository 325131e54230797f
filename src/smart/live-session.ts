import type { Config, IssuerConfig } from '../config/schema.ts'
import type { Transport } from '../fhir/http/transport.ts'
import { readLaunch, writeLaunch, type LaunchContext, type LaunchRecord } from './launch-record.ts'
import { forgetKeptUnder, type OAuthClient } from './oauth-client.ts'
import type { SchedulingPart, SchedulingSignIn } from './scheduling-session.ts'
import type { Scopes } from './scopes.ts'
import { whenTabMovesOn } from './tab-launch.ts'
import { writeActivity } from './tab-activity.ts'
import { clearTab } from './tab-storage.ts'
import { createTokenKeeper, type Loss } from './token-keeper.ts'
import { createTransport } from './transport.ts'

/** One launch by one user, for one patient or none. Only two things change: the token, which is private, and the token's scopes. */
export interface Session {
  /** A UUID of this launch. */
  readonly id: string
  /** The EHR's FHIR base URL, without trailing slash. */
  readonly iss: string
  /** The scheduling server's FHIR base URL, without trailing slash: the configured one, else `iss`. */
  readonly fhirBase: string
  readonly clientId: string
  readonly patientId?: string
  /** `Practitioner/123` at `iss`, or an absolute URL when another server holds the record. */
  readonly fhirUser?: string
  /** Separates the stored data of different users: the same for one user of one EHR at every launch, and reveals nothing else. */
  readonly userKey: string
  /** Who is signed in, as the id_token names them (its issuer and `sub`), else by `fhirUser` at the EHR. */
  readonly user?: { readonly issuer: string; readonly subject: string }
  /** False when the EHR's page around the app already shows who the patient is. */
  readonly needPatientBanner: boolean
  /** Scopes of the token for the scheduling server. */
  readonly scopes: Scopes
  /** Scopes of the EHR's token; the same object when that token serves both. */
  readonly ehrScopes: Scopes
  /** Calls when a renewed token has other scopes than the one before. */
  onScopesChanged(listener: () => void): () => void
  /** The scheduling server's own sign-in; absent when the EHR's token serves both. */
  readonly scheduling?: SchedulingSignIn
  /** To the scheduling server. */
  readonly transport: Transport
  /** To the EHR; the same function when the EHR is the scheduling server. */
  readonly ehrTransport: Transport
  /** Calls once when the EHR's session can't go on: refused, not renewable, or replaced by another launch in this tab. */
  onEnded(listener: (why: Loss) => void): () => void
  /** Records when somebody was last seen at work (epoch milliseconds), for a page that the browser restores hours later. */
  noteActivity(instant: number): void
  /** Stops all requests of this page. The tab's data stays for the next page. */
  stop(): void
  /** Forgets every token and the tab's data of the session. Requests then answer 401 without being sent. */
  end(): void
}

export interface SessionParts {
  readonly storage: Storage
  readonly client: OAuthClient
  readonly record: LaunchRecord
  readonly context: LaunchContext
  readonly issuer: IssuerConfig
  readonly config: Config
  /** The scheduling server's own sign-in, if it has one. */
  readonly scheduling?: SchedulingPart
}

/** Creates a session from a launch whose token has been checked. */
export function createSession({ storage, client, record, context, issuer, config, scheduling }: SessionParts): Session {
  const { iss, clientId } = issuer
  const { granted, ...launchContext } = context
  const fhirBase = issuer.schedulingServer ?? iss
  const timeoutMs = config.requestTimeoutSeconds * 1000
  const { patientId } = context
  const tokens = createTokenKeeper({
    client,
    timeoutMs,
    requested: record.requested,
    granted,
    patientId,
    validity: record,
    onRenewed(validity, grantedNow) {
      // Another frame of the tab may have begun the next launch, and its event may not have arrived yet.
      if (readLaunch(storage)?.id !== record.id) return forgetKeptUnder(storage, record.state)
      const { lifetime: _lifetime, expiresAtInstant: _expires, ...lasting } = record
      writeLaunch(storage, { ...lasting, ...validity, context: { ...context, granted: [...grantedNow] } })
    },
    discard() {
      forgetKeptUnder(storage, record.state)
      // The rest of the tab's data may belong to the next launch by now.
      if (readLaunch(storage)?.id === record.id) clearTab(storage)
    },
  })
  whenTabMovesOn(storage, record.id, () => {
    tokens.lose('replaced')
    scheduling?.tokens.lose('replaced')
  })
  const isOneServer = fhirBase === iss
  const tokensThere = scheduling?.tokens ?? tokens
  const transport = createTransport({
    base: fhirBase,
    tokens: tokensThere,
    timeoutMs,
    except: scheduling && iss,
  })
  return {
    id: record.id,
    iss,
    fhirBase,
    clientId,
    ...launchContext,
    get scopes() {
      return tokensThere.scopes()
    },
    get ehrScopes() {
      return tokens.scopes()
    },
    onScopesChanged(listener) {
      const stops = [tokens, scheduling?.tokens].map((keeper) => keeper?.onScopesChanged(listener))
      return () => stops.forEach((stop) => stop?.())
    },
    ...(scheduling ? { scheduling: scheduling.signIn } : {}),
    transport,
    ehrTransport: isOneServer
      ? transport
      : createTransport({ base: iss, tokens, timeoutMs, except: scheduling && fhirBase }),
    onEnded: tokens.onLost,
    noteActivity(instant) {
      if (readLaunch(storage)?.id === record.id) writeActivity(storage, instant)
    },
    stop() {
      scheduling?.tokens.stop()
      tokens.stop()
    },
    end() {
      scheduling?.tokens.forget()
      tokens.forget()
    },
  }
}
