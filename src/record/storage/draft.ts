import type { HoldExpiry } from '../../scheduling/hold-expiry.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { FindCriteria } from '../../scheduling/criteria.ts'
import { dayShelf } from './day-shelf.ts'
import type { Vault } from './vault.ts'

/**
 * A booking that is being typed. It outlives a reload, an expired session and a refused booking. Its address is `/book/[id]`, so that
 * nothing of the patient stands in a URL.
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
  /** Counts the times chosen for the draft: the hold of each is a request of its own. */
  readonly choice?: number
  /** The draft's time was held and given back: the offer is spent and must not be used in a request, though the time may be free. */
  readonly isGivenBack?: true
  readonly reasonForVisit: string
  /** The reason for visit that the search was for, or that the appointment to be moved has. */
  readonly begunWith?: string
  readonly note: string
  /** The criteria of the search, to look for the nearest other times. */
  readonly criteria: FindCriteria
  /** Another time is wanted, since this one is gone or was refused: the nearest other times are offered. */
  readonly lost?: { readonly isTaken: boolean; readonly serverWords: readonly string[] }
  /** The draft's time was in a booking that was sent: it is not given back any more, whatever came of the booking. */
  readonly wasSent?: true
  /** The journal entry that the draft was sent as; a reload then shows the outcome, not the form. */
  readonly sentAs?: string
  /** Query string of the search that the offer came from, to go back to. */
  readonly search: string
}

/** A draft that nobody came back to for a day is forgotten. */
export interface Drafts {
  save(draft: Draft): Promise<void>
  /** Saves a draft that is still kept; one that another tab has finished or discarded meanwhile stays away. */
  saveIfKept(draft: Draft): Promise<void>
  load(id: string): Promise<Draft | undefined>
  /** The patient's unfinished drafts, newest first. */
  ofPatient(patientId: string): Promise<Draft[]>
  discard(id: string): Promise<void>
}

/** @param now epoch milliseconds */
export function createDrafts(vault: Vault, now: () => number): Drafts {
  const shelf = dayShelf(vault, 'draft', now)
  const load = async (id: string) => (await shelf.get(id)) as Draft | undefined
  return {
    save: (draft) => shelf.put(draft.id, draft),
    async saveIfKept(draft) {
      // In a vault that doesn't last, a draft that is missing was not necessarily discarded.
      if ((await load(draft.id)) || !vault.durable) await shelf.put(draft.id, draft)
    },
    load,
    async ofPatient(patientId) {
      const drafts = (await shelf.all()) as Draft[]
      return drafts.filter((draft) => draft.patientId === patientId).sort((a, b) => b.createdInstant - a.createdInstant)
    },
    discard: shelf.delete,
  }
}
