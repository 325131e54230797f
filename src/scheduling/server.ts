import type { Transport } from '../fhir/http/transport.ts'
import type { ChangeAddress, Dialect, Questions } from './dialect.ts'

/** A Scheduling Server as the transactions see it. */
export interface SchedulingServer extends ChangeAddress {
  readonly transport: Transport
  readonly dialect: Questions
  /** Minutes a hold is assumed to last when the server doesn't say. */
  readonly holdMinutes: number
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** The same, for whoever changes something on it. */
export interface ChangeableServer extends SchedulingServer {
  readonly dialect: Dialect
}
