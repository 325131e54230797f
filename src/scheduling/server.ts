import type { Transport } from '../fhir/http/transport.ts'
import type { ChangeAddress, Dialect, Questions } from './dialect.ts'

/** A Scheduling Server as the transactions see it. */
export interface SchedulingServer extends ChangeAddress {
  readonly transport: Transport
  readonly dialect: Questions
  /** Minutes that a hold is assumed to last when the server doesn't say. */
  readonly holdMinutes: number
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** A Scheduling Server for changes, too. */
export interface ChangeableServer extends SchedulingServer {
  readonly dialect: Dialect
}
