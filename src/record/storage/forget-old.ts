import { dayShelves, isFresh, isKept } from './day-shelf.ts'
import type { Vault } from './vault.ts'

/** Takes out what nobody came back to for a day: drafts, other typed texts, and which patient a session had chosen. */
export async function forgetOld(vault: Vault, nowInstant: number): Promise<void> {
  for (const shelf of dayShelves) {
    for (const kept of await vault.all(shelf)) {
      if (isKept(kept) && !isFresh(kept, nowInstant)) await vault.delete(shelf, kept.id)
    }
  }
}
