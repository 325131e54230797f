import type { Recorded } from '../recorded.ts'
import type { Recorder } from '../recorder.ts'
import { createEhrCopy, type EhrCopyOptions } from './ehr-copy.ts'

/** Keeps the EHR's record up to date with the journal, while nobody waits for it. */
export interface EhrRecording {
  /**
   * To be called at launch and when the connection returns, after the recorder's `resume`: takes up what isn't recorded yet, and sends
   * it now.
   */
  resume(): Promise<void>
  /** Tries again to record an entry that the EHR didn't take. */
  recordAgain(entryId: string): Promise<void>
  /** Stops following the journal; what waits is kept for the next launch. */
  close(): void
}

/**
 * Records in the EHR what every entry came to, from this call on. What became of the copies stands in the journal, whose `record`
 * state decides what is to be done: the queue of copies only remembers what is on its way.
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

/** After an answer that leaves things open, the recorder asks the server at once; only the result of that is recorded. */
function isDue({ entry, conclusion, record }: Recorded): boolean {
  const isKnown = conclusion.kind !== 'unknown' || entry.events.some(({ kind }) => kind === 'checked')
  return record === 'waiting' && isKnown
}
