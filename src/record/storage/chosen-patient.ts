import { dayShelf } from './day-shelf.ts'
import type { Vault } from './vault.ts'

/** Which patient a session that was launched without one works for. It belongs to one launch, so two tabs never mix. */
export interface ChosenPatient {
  load(): Promise<string | undefined>
  choose(patientId: string | undefined): Promise<void>
}

/** What no page asked for during a day is forgotten. @param now epoch milliseconds */
export function createChosenPatient(vault: Vault, sessionId: string, now: () => number): ChosenPatient {
  const shelf = dayShelf(vault, 'chosen-patient', now)
  return {
    async load() {
      const kept = await shelf.get(sessionId)
      if (typeof kept !== 'string') return undefined
      await shelf.put(sessionId, kept)
      return kept
    },
    choose: (patientId) => (patientId === undefined ? shelf.delete(sessionId) : shelf.put(sessionId, patientId)),
  }
}
