import { openClinic, type SimClinic } from '../../scheduling/testing/sim-clinic.ts'
import { createJournal, type Journal } from '../journal.ts'
import { createPageLocks, type Locks } from '../locks.ts'
import { createRecorder, type Recorder, type RecorderOptions } from '../recorder.ts'
import { openVault, type Vault } from '../storage/vault.ts'

/** A simulated clinic, and one user's record in one browser, with as many tabs as are opened. */
export interface Desk extends SimClinic {
  readonly vault: Vault
  readonly journal: Journal
  readonly locks: Locks
  /** Another page of the same user; all share the locks, as Web Locks do. */
  openTab(options?: RecorderOptions): Recorder
  /** Keeps `$book` from being answered until the returned function is called. */
  stopBooking(): () => void
  /** How many `$book` requests have reached the server. */
  sentBookings(): number
  /** Resolves once so many have reached the transport, whether they are answered or not. */
  whenSending(count: number): Promise<void>
}

export async function openDesk(): Promise<Desk> {
  const clinic = await openClinic()
  const vault = await openVault(crypto.randomUUID())
  const journal = createJournal(vault)
  const locks = createPageLocks()
  let gate = Promise.resolve()
  let sending = 0
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []

  const transport = async (request: Request): Promise<Response> => {
    if (request.url.endsWith('$book')) {
      sending += 1
      for (const { count, resolve } of waiting) if (sending >= count) resolve()
      await gate
    }
    return clinic.server.transport(request)
  }
  return {
    ...clinic,
    vault,
    journal,
    locks,
    openTab: (options = {}) => createRecorder(journal, { ...clinic.server, transport }, { locks, steadyNow: clinic.server.now, ...options }),
    stopBooking() {
      let open = () => {}
      gate = new Promise((resolve) => (open = resolve))
      return () => open()
    },
    sentBookings: () => clinic.sim.inspect().requests.filter(({ url }) => url.endsWith('$book')).length,
    whenSending: (count) =>
      sending >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
  }
}
