import type { HoldExpiry } from '../scheduling/hold-expiry.ts'
import type { Appointment } from '../fhir/types.ts'
import type { FindCriteria } from '../scheduling/criteria.ts'
import type { Vault } from './vault.ts'

/**
 * A booking that is being typed. It outlives a reload, an expired session and a refused booking; its address is
 * `/book/[id]`, so nothing of the patient stands in a URL.
 */
export interface Draft {
  readonly id: string
  readonly patientId: string
  readonly createdInstant: number
  /** The time chosen, as `$find` returned it. */
  readonly offer: Appointment
  /** Present when an existing appointment is moved to the offer's time. */
  readonly moves?: Appointment
  readonly held?: { readonly appointment: Appointment; readonly expiry: HoldExpiry }
  /** Counts the times chosen for it: the hold of each is a request of its own. */
  readonly choice?: number
  /** Its time was held and given back: the offer is spent, and nothing may be asked for by it, though the time may be free. */
  readonly isGivenBack?: true
  readonly reasonForVisit: string
  readonly note: string
  /** What was asked for, to look for the nearest other times. */
  readonly criteria: FindCriteria
  /** Another time is wanted, since this one is gone or was refused: the others nearest to it are offered. */
  readonly lost?: { readonly isTaken: boolean; readonly serverWords: readonly string[] }
  /** Its time was in a booking that was sent: it is not given back any more, whatever came of that. */
  readonly wasSent?: true
  /** The journal entry it was sent as; a reload then shows the outcome, not the form. */
  readonly sentAs?: string
  /** Query string of the search that the offer came from, to go back to. */
  readonly search: string
}

/** A draft that nobody came back to for a day is forgotten. */
const lifetimeMs = 24 * 3_600_000

export interface Drafts {
  save(draft: Draft): Promise<void>
  /** The same where it is kept: one that another tab has finished or discarded meanwhile stays away. */
  saveIfKept(draft: Draft): Promise<void>
  load(id: string): Promise<Draft | undefined>
  /** The patient's unfinished drafts, newest first. */
  ofPatient(patientId: string): Promise<Draft[]>
  discard(id: string): Promise<void>
}

export function createDrafts(vault: Vault, now: () => number): Drafts {
  return {
    save: (draft) => vault.put('draft', draft.id, draft),
    async saveIfKept(draft) {
      const isKept = (await vault.get('draft', draft.id)) !== undefined
      // Where the browser threw away what was kept, or can't read it, that it isn't there says nothing.
      if (!isKept && vault.durable) return
      await vault.put('draft', draft.id, draft)
    },
    load: async (id) => (await vault.get('draft', id)) as Draft | undefined,
    async ofPatient(patientId) {
      const drafts = (await vault.all('draft')) as Draft[]
      const [old, live] = [drafts.filter(isOld(now())), drafts.filter((draft) => !isOld(now())(draft))]
      await Promise.all(old.map((draft) => vault.delete('draft', draft.id)))
      return live.filter((draft) => draft.patientId === patientId).sort((a, b) => b.createdInstant - a.createdInstant)
    },
    discard: (id) => vault.delete('draft', id),
  }
}

function isOld(nowInstant: number) {
  return (draft: Draft) => nowInstant - draft.createdInstant > lifetimeMs
}
