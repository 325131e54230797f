import { requestIdOf } from '../../audit/testing/outbox-world.ts'
import { conclusionOf, auditStateOf, recordStateOf, wasSent } from '../../standing.ts'
import { base } from '../../../scheduling/testing/intents.ts'
import type { ChaosWorld } from './world.ts'

/** What isn't recorded as it should be once all is well again: in the journal, in the audit trail, in the EHR. */
export function lostRecords({ clinic, entries, repository, ehr }: ChaosWorld): string[] {
  const sent = entries().filter(wasSent)
  const missing = [...clinic.sent.keys()].filter((id) => !sent.some((entry) => entry.id === id))

  const audited = repository.events().map((event) => requestIdOf(event) ?? '')
  const timesAudited = (id: string) => audited.filter((one) => one === id).length
  const repeated = [...new Set(audited)].filter((id) => timesAudited(id) > 1)

  const unaudited = sent.filter((entry) => timesAudited(entry.id) !== 1 || auditStateOf(entry, true) !== 'delivered')
  const uncopied = sent.filter((entry) => recordStateOf(entry, true) === 'waiting' && conclusionOf(entry, true)?.kind !== 'unknown')
  return [
    ...missing.map((id) => `${id} was sent and isn’t in the journal`),
    ...repeated.map((id) => `${id} was audited ${timesAudited(id)} times`),
    ...unaudited.map((entry) => `${entry.id} (${entry.intent.kind}) was audited ${timesAudited(entry.id)} times, its journal says ${auditStateOf(entry, true)}`),
    ...uncopied.map(({ id, intent }) => `${id} (${intent.kind}) is not recorded in the EHR`),
    ...wrongCopies({ clinic, entries, ehr }),
  ]
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
