import type { Calendar } from '../world/calendar.ts'
import type { World } from '../world/world.ts'
import type { Store } from './store.ts'

/** What every interaction of the server works with. */
export interface Context {
  /** FHIR base URL without trailing slash. */
  readonly base: string
  readonly world: World
  readonly store: Store
  /** Epoch milliseconds. */
  readonly clock: () => number
  readonly holdMinutes: number
  readonly calendar: Calendar
  /** Whether the server announces and performs $hold. */
  readonly offersHold: boolean
  /** The most entries that a page may have. */
  readonly maxPage: number
  /** Entries of a page for which no `_count` was given. */
  readonly defaultPage: number
  /** The most offers that one $find answers. */
  readonly maxOffers: number
}
