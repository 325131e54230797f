import type { Recorded } from '../recorded.ts'
import type { Recorder } from '../recorder.ts'
import { createEhrCopy, type EhrCopyOptions } from './ehr-copy.ts'

/** Keeps the EHR's record up with the journal, while nobody waits for it. */
export interface EhrRecording {
  /** At launch and when the connection returns, after the recorder's own: takes up what isn't recorded yet, and sends it now. */
  resume(): Promise<void>
  /** Gives an entry that the EHR didn't take another turn. */
  recordAgain(entryId: string): Promise<void>
  /** Follows the journal no longer; what waits is kept for the next launch. */
  close(): void
}

/**
 * Records what every entry came to in the EHR, from the moment that this is called. What became of it stands in the journal,
 * whose `record` state decides what is to be done: the queue of copies only remembers what is on its way.
 */
export function recordInEhr(
  recorder: Pick<Recorder, 'all' | 'read' | 'note' | 'subscribe'>,
  options: Omit<EhrCopyOptions, 'told'>,
): EhrRecording {
  const copy = createEhrCopy({
    ...options,
    told: (entryId, result, upTo) => recorder.note(entryId, { kind: 'copied', atInstant: options.ehr.now(), result, upTo }),
  })
  const take = async ({ entry, conclusion }: Recorded) => copy.enqueue(entry, conclusion)

  const takeIfDue = async (entryId: string) => {
    const recorded = await recorder.read(entryId)
    if (recorded && isDue(recorded)) await take(recorded)
  }

  const unsubscribe = recorder.subscribe(({ entryId, from }) => {
    // The tab that performs an intent sees to its copy, too. A journal that can't be read now is read at the next launch.
    if (from === 'this-tab') takeIfDue(entryId).catch(() => undefined)
  })

  return {
    async resume() {
      await Promise.all((await recorder.all()).filter(isDue).map(take))
      await copy.flush()
    },
    async recordAgain(entryId) {
      const recorded = await recorder.read(entryId)
      if (recorded) await take(recorded)
    },
    close() {
      unsubscribe()
      copy.close()
    },
  }
}

/** An answer that leaves things open is followed by a question to the server at once; its result is what is recorded. */
function isDue({ entry, conclusion, record }: Recorded): boolean {
  const isKnown = conclusion.kind !== 'unknown' || entry.events.some(({ kind }) => kind === 'checked')
  return record === 'waiting' && isKnown
}
