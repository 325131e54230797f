import type { Transaction } from '../../fhir/transaction.ts'
import type { Reference } from '../../fhir/types.ts'

/** Who asks whom: the facts that are the same for every transaction of one launch. */
export interface AuditAbout {
  readonly app: {
    readonly clientId: string
    /** Where the client id is registered: the EHR's FHIR base URL. */
    readonly registeredAt: string
    /** The host name that the app's page was loaded from; a browser doesn't know its own address. */
    readonly host: string
  }
  /** The user as the token names them; absent where nobody says who it is. */
  readonly user?: { readonly issuer: string; readonly subject: string }
  /** FHIR base URL of the Scheduling Server, without a slash at its end. */
  readonly server: string
  /** FHIR base URL of the server that holds the patient's record. */
  readonly ehr: string
}

/**
 * How a transaction ended, in the codes of AuditEvent.outcome: 0 success; 4 the server said no; 8 a failure, or nobody knows; 12 the
 * app itself can't go on.
 */
export type ToldResult = { readonly code: '0' } | { readonly code: '4' | '8' | '12'; readonly words: string }

/** A result that may have the server's words: these may name people, and go nowhere before they are redacted (`toldResult`). */
export type Result = ToldResult | { readonly code: '4' | '8'; readonly serverWords: string }

/** One transaction with the Scheduling Server, with all that its AuditEvent says. It is JSON; only `serverWords` may hold names. */
export interface Exchange {
  /** X-Request-Id, by which the events of client and server are found together. */
  readonly requestId: string
  readonly transaction: Transaction
  readonly about: AuditAbout
  /** When the answer came, or was given up; epoch milliseconds. */
  readonly atInstant: number
  readonly result: Result
  readonly patients: readonly Reference[]
  /** Set for `$hold` and `$book`; for `$find` there is none yet. */
  readonly appointment?: Reference
  /** Set for `$find` and searches: the request as it was sent, without credentials. */
  readonly request?: string
}

/** Whether the journal holds the transaction, so that it can be audited from there if the page was closed before its event was kept. */
export function isJournaled({ transaction }: Pick<Exchange, 'transaction'>): boolean {
  return transaction === 'ITI-116' || transaction === 'ITI-117'
}
