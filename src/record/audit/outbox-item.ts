import { isRecord } from '../../fhir/resources.ts'
import type { AuditEvent } from '../../fhir/types.ts'

/** One transaction's event on its way to the repository. Instants are epoch milliseconds. */
export type OutboxItem = {
  /** X-Request-Id of the transaction. */
  readonly id: string
  /** Whether the journal holds the transaction too, and is told what becomes of its event. */
  readonly journaled: boolean
  readonly queuedInstant: number
} & (
  | {
      /** `expected`: written before the transaction's answer came, in case the page is gone by then. */
      readonly state: 'expected' | 'waiting'
      readonly event: AuditEvent
      /** When the event was last sent, as long as nobody knows whether it arrived. */
      readonly sentInstant?: number
      /** Until when the repository doesn't want the event. */
      readonly retryInstant?: number
    }
  | {
      /** The repository refuses the event, or the outbox was full. */
      readonly state: 'set-aside'
      readonly event: AuditEvent
      readonly settledInstant: number
      readonly words: readonly string[]
      readonly told: boolean
    }
  | {
      /** The item stays until the journal knows, so that the event is not made a second time from there. */
      readonly state: 'delivered'
      readonly settledInstant: number
      readonly told: boolean
    }
)

/** Says that the journal entry `requestId` is audited, or that its event was set aside. */
export interface AuditSettlement {
  readonly requestId: string
  /** Epoch milliseconds. */
  readonly atInstant: number
  /** Why the event was set aside: the repository's words, or that the outbox was full. */
  readonly setAside?: readonly string[]
}

export type WaitingItem = Extract<OutboxItem, { state: 'expected' | 'waiting' }>
export type SettledItem = Exclude<OutboxItem, WaitingItem>

const states = ['expected', 'waiting', 'set-aside', 'delivered']

/** Whether a kept value is an item: an older version of the app may have put something else there. */
export function isOutboxItem(value: unknown): value is OutboxItem {
  return isRecord(value) && typeof value.id === 'string' && typeof value.state === 'string' && states.includes(value.state)
}

export function isWaiting(item: OutboxItem): item is WaitingItem {
  return item.state === 'expected' || item.state === 'waiting'
}
