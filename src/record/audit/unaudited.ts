import { sentInstant, type Journal } from '../journal.ts'
import { auditFromJournal } from './audit-from-journal.ts'
import type { AuditAbout, Exchange } from './exchange.ts'

/** Transactions in the journal that are not noted there as audited. */
export interface Unaudited {
  readonly exchanges: readonly Exchange[]
  /** When a transaction that may still be under way counts as unaudited too; epoch milliseconds. */
  readonly nextInstant?: number
}

/**
 * The transactions of pages that were closed between an answer and its AuditEvent, or before the answer.
 * @param longestAnswerMs after this no tab waits for an answer any more
 */
export async function unauditedIn(
  journal: Pick<Journal, 'all'>,
  about: AuditAbout,
  nowInstant: number,
  longestAnswerMs: number,
): Promise<Unaudited> {
  const unaudited = (await journal.all()).filter(({ events }) => !events.some(({ kind }) => kind === 'audited'))
  const endOf = (entry: (typeof unaudited)[number]) =>
    entry.events.some(({ kind }) => kind === 'answered') ? 0 : sentInstant(entry) + longestAnswerMs
  const open = unaudited.map(endOf).filter((instant) => instant > nowInstant)
  return {
    exchanges: unaudited.filter((entry) => endOf(entry) <= nowInstant).flatMap((entry) => auditFromJournal(entry, about) ?? []),
    ...(open.length === 0 ? {} : { nextInstant: Math.min(...open) }),
  }
}
