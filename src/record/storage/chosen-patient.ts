import { dayShelf } from './day-shelf.ts'
import type { Vault } from './vault.ts'

/** Which patient a session works for that was launched without one. The choice belongs to one launch, so two tabs never mix. */
export interface ChosenPatient {
  load(): Promise<string | undefined>
  choose(patientId: string | undefined): Promise<void>
}

/**
 * A choice that no page asked for during a day is forgotten. A page that has asked or chosen knows it for as long as the page lives,
 * whatever the browser or the clock does to what is kept.
 * @param now epoch milliseconds
 */
export function createChosenPatient(vault: Vault, sessionId: string, now: () => number): ChosenPatient {
  const shelf = dayShelf(vault, 'chosen-patient', now)
  let chosen: string | undefined
  let choices = 0
  return {
    async load() {
      const choicesBefore = choices
      const kept = chosen ?? (await shelf.get(sessionId))
      // A choice that was made meanwhile is the newer word, also the choice of nobody.
      if (choices !== choicesBefore) return chosen
      if (typeof kept !== 'string') return undefined
      chosen = kept
      await shelf.put(sessionId, chosen)
      return chosen
    },
    choose(patientId) {
      choices += 1
      chosen = patientId
      return patientId === undefined ? shelf.delete(sessionId) : shelf.put(sessionId, patientId)
    },
  }
}
