import type { FhirServer } from '../../scheduling/search-resources.ts'
import { backOffMs } from '../../fhir/http/back-off.ts'
import type { Conclusion } from '../conclusion.ts'
import { deliveryPauses } from '../delivery-pauses.ts'
import type { CopyResult, JournalEntry } from '../journal.ts'
import type { Locks } from '../locks.ts'
import type { Vault } from '../storage/vault.ts'
import { copiesOf } from './copies-of.ts'
import { createCopyQueue, subjectsOf, type QueuedCopies } from './copy-queue.ts'
import { writeCopy, type WriteResult } from './write-copy.ts'

/** Sees to it that the EHR has a copy of every appointment that was booked, changed or cancelled, and of what went wrong. */
export interface EhrCopy {
  /**
   * Takes an outcome to be recorded. Resolves as soon as it is kept, without waiting for the EHR, and never rejects. Copies that wait
   * already are not taken twice; those of another conclusion of the same entry replace them. An outcome that the EHR didn't take may
   * be given again.
   */
  enqueue(entry: JournalEntry, conclusion: Conclusion): Promise<void>
  /** Sends all waiting copies now: at launch, and when the connection is back. Resolves when each had its turn; never rejects. */
  flush(): Promise<void>
  /** Sends nothing more by itself; what waits is kept. */
  close(): void
}

export interface EhrCopyOptions {
  /** Where the copies go: `config.recordTo`. */
  readonly ehr: FhirServer
  /** FHIR base of the EHR that launched the app; the journal's patient ids are its own. */
  readonly patients: string
  readonly vault: Vault
  readonly locks: Locks
  /**
   * Hears what became of an entry's copies, for the journal. The copies are forgotten only after it has resolved, so it may hear the
   * same twice when a page is closed in between.
   * @param upTo how many events the entry had when the copies were made
   */
  readonly told: (entryId: string, result: CopyResult, upTo: number) => Promise<void>
  /** Calls `work` after so many milliseconds; returns a function that cancels the call. Defaults to the page's timer. */
  readonly after?: (milliseconds: number, work: () => void) => () => void
  /** From 0 to 1. */
  readonly random?: () => number
}

/** The shortest pause before anything is sent by itself, in milliseconds. */
const shortestPauseMs = 1_000

/** Takes the time from the clock of `ehr`. */
export function createEhrCopy(options: EhrCopyOptions): EhrCopy {
  const { ehr, patients, vault, locks, told, after = afterTimeout, random = Math.random } = options
  const queue = createCopyQueue(vault, locks, ehr.now)
  let closed = false
  let cancelTimer = () => {}
  let sending: Promise<void> | undefined
  /** What was asked for while sending was under way; it is sent right after. */
  let again: 'due' | 'all' | undefined

  const settle = async (item: QueuedCopies, result: WriteResult) => {
    if (result.kind === 'later') {
      const pause = Math.max((result.retryAfterSeconds ?? 0) * 1000, backOffMs(item.failures + 1, random(), deliveryPauses))
      await queue.postpone(item, ehr.now() + pause)
    } else {
      await told(item.id, result, item.upTo)
      await queue.remove(item)
    }
  }

  const sendWaiting = async (which: 'due' | 'all') => {
    // The older news of an appointment goes first; while that waits, the newer waits too.
    const heldBack = new Set<string>()
    for (const item of await queue.all()) {
      if (closed) return
      const subjects = subjectsOf(item)
      const mustWait = subjects.some((subject) => heldBack.has(subject)) || (which === 'due' && item.dueInstant > ehr.now())
      const result = mustWait ? undefined : await send(ehr, item)
      if (result) await settle(item, result)
      if (result?.kind === 'later' && result.concernsAll) return
      if (!result || result.kind === 'later') subjects.forEach((subject) => heldBack.add(subject))
    }
  }

  const scheduleNext = async () => {
    cancelTimer()
    const due = (await queue.all()).map(({ dueInstant }) => dueInstant)
    if (due.length === 0 || closed) return
    cancelTimer = after(Math.max(shortestPauseMs, Math.min(...due) - ehr.now()), () => void run('due'))
  }

  const runAll = async (which: 'due' | 'all') => {
    let turn: typeof again = which
    try {
      while (turn && !closed) {
        const now = turn
        await locks.run(`slotline:copy:${ehr.base}`, () => sendWaiting(now))
        await scheduleNext()
        turn = again
        again = undefined
      }
    } catch {
      // A journal or a lock that fails must not disturb the booking: what is kept has its turn at the next launch.
    } finally {
      sending = undefined
    }
  }

  const run = (which: 'due' | 'all'): Promise<void> => {
    if (sending) again = again === 'all' ? 'all' : which
    sending ??= runAll(which)
    return sending
  }

  return {
    async enqueue(entry, conclusion) {
      const [first, ...others] = copiesOf(entry, conclusion, { record: ehr.base, patients })
      if (!first) return
      const isNew = await queue.put(entry.id, [first, ...others], entry.events.length).catch(() => false)
      if (isNew && !closed) void run('due')
    },
    flush: () => run('all'),
    close() {
      closed = true
      cancelTimer()
    },
  }
}

/** Writes an item's copies in order: the new appointment comes before the one that it replaced. */
async function send(ehr: FhirServer, { copies: [first, ...others] }: QueuedCopies): Promise<WriteResult> {
  const result = await writeCopy(ehr, first)
  for (const copy of result.kind === 'recorded' ? others : []) {
    const next = await writeCopy(ehr, copy)
    if (next.kind !== 'recorded') return next
  }
  return result
}

function afterTimeout(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds)
  return () => clearTimeout(timer)
}
