import { requestIdOf } from '../../record/audit/testing/outbox-world.ts'
import { conclusionOf } from '../../record/conclude-entry.ts'
import { auditStateOf, recordStateOf } from '../../record/delivery-states.ts'
import { wasSent } from '../../record/journal.ts'
import { base } from '../../scheduling/testing/intents.ts'
import type { ChaosWorld } from './world.ts'

/** What is missing or wrong in the journal and in the EHR once all is well again. */
export function lostRecords({ clinic, entries, ehr }: ChaosWorld): string[] {
  const sent = entries().filter(wasSent)
  const missing = [...clinic.sent.keys()].filter((id) => !sent.some((entry) => entry.id === id))
  const uncopied = sent.filter((entry) => recordStateOf(entry, true) === 'waiting' && conclusionOf(entry, true)?.kind !== 'unknown')
  return [
    ...missing.map((id) => `${id} was sent and isn’t in the journal`),
    ...uncopied.map(({ id, intent }) => `${id} (${intent.kind}) is not recorded in the EHR`),
    ...wrongCopies({ clinic, entries, ehr }),
  ]
}

/** Transactions without an AuditEvent, or with more than one. A search that was under way when its page died may go without one. */
export function misaudited({ entries, repository, searches }: ChaosWorld): { readonly missing: string[]; readonly doubled: string[] } {
  const times = new Map<string, number>()
  for (const event of repository.events()) {
    const id = requestIdOf(event) ?? ''
    times.set(id, (times.get(id) ?? 0) + 1)
  }
  const changes = entries().filter(wasSent)
  const unaudited = changes.filter((entry) => !times.has(entry.id) || auditStateOf(entry, true) !== 'delivered')
  const unheard = searches.filter(({ requestId, isAlive }) => !times.has(requestId) && isAlive())
  return {
    missing: [
      ...unaudited.map((entry) => `${entry.id} (${entry.intent.kind}) is not audited; its journal says ${auditStateOf(entry, true)}`),
      ...unheard.map(({ requestId }) => `search ${requestId} is not audited`),
    ],
    doubled: [...times].filter(([, count]) => count > 1).map(([id, count]) => `${id} was audited ${count} times`),
  }
}

/** Each Appointment has one copy at most, and the copy stands as the Appointment does. */
function wrongCopies({ clinic, entries, ehr }: Pick<ChaosWorld, 'clinic' | 'entries' | 'ehr'>): string[] {
  const copies = ehr.inspect().appointments
  return clinic.stored().flatMap((stored) => {
    const own = copies.filter(({ identifier = [] }) =>
      identifier.some(({ system, value }) => system === `${base}/Appointment` && value === stored.id),
    )
    if (own.length > 1) return [`${stored.id ?? ''} has ${own.length} copies in the EHR`]
    const [copy] = own
    const isSettled = entries().every((entry) => conclusionOf(entry, true)?.kind !== 'unknown')
    if (!copy || !isSettled || copy.status === stored.status) return []
    return [`${stored.id ?? ''} is ${stored.status}, its copy in the EHR ${copy.status}`]
  })
}
