import { isSerious, issuesOf, wordsOf } from '../../fhir/issues.ts'
import { actorsOf, sameTarget } from '../../fhir/references.ts'
import { asAppointment } from '../../fhir/resources.ts'
import { sameJson } from '../../fhir/same-json.ts'
import type { Appointment } from '../../fhir/types.ts'
import { ask } from '../../scheduling/answer.ts'
import { jsonOf, ProtocolError, type Failure } from '../../scheduling/failure.ts'
import { readResource, searchResources, type FhirServer } from '../../scheduling/search-resources.ts'
import type { CopyResult } from '../journal.ts'
import { tokenOf, type Copy } from './copy.ts'
import { asStray, mergeCopy } from './merge-copy.ts'

export type WriteResult =
  /** Recorded, with its place if the EHR says it; or not taken: trying again by itself would come to the same. */
  | CopyResult
  | {
      readonly kind: 'later'
      /** Whether the server takes nothing at all for now, this copy or another. */
      readonly concernsAll: boolean
      readonly retryAfterSeconds?: number
    }

const later: WriteResult = { kind: 'later', concernsAll: false }

const anothers = 'The EHR has this appointment in the record of another patient.'

const unnamed = 'The EHR gives its record a version that no request can name, so it was not written over.'

/** What an entity tag can hold (RFC 9110 8.8.3), up to a length that no server needs. */
const nameable = /^[\x21\x23-\x7e]{1,200}$/

/** How often an update of a copy that others change at the same time is tried before it waits for another turn. */
const attempts = 3

/**
 * Makes the EHR's record say what the copy says, and changes nothing when it already does. Repeating it, also after an answer that was
 * lost, makes no second copy: an existing one is looked for first, the creation is conditional (R4 3.1.0.8.1), and an update names the
 * version that it is based on (R4 3.1.0.5). Failures of the EHR are results and never thrown.
 */
export async function writeCopy(ehr: FhirServer, copy: Copy): Promise<WriteResult> {
  try {
    const found = await findCopies(ehr, copy)
    return found.length > 0 ? await updateAll(ehr, copy, found) : await create(ehr, copy)
  } catch (error) {
    if (error instanceof ProtocolError) return resultOf(error.failure)
    throw error
  }
}

/** The copies that the EHR has of this Appointment. Servers may ignore a parameter that they don't know: only the identifier counts. */
async function findCopies(ehr: FhirServer, { identifiers }: Copy): Promise<Appointment[]> {
  const tokens = identifiers.map(tokenOf)
  const { resources } = await searchResources(ehr, 'Appointment', { identifier: tokens.join(',') }, 20)
  return resources
    .filter(({ identifier = [] }) => identifier.some((one) => tokens.includes(tokenOf(one))))
    .sort((a, b) => (a.id ?? '').localeCompare(b.id ?? ''))
}

async function create(ehr: FhirServer, copy: Copy): Promise<WriteResult> {
  const condition = `identifier=${encodeURIComponent(tokenOf(copy.identifiers[0]))}`
  const { status, appointment } = await send(ehr, 'POST', '', copy.appointment, { 'if-none-exist': condition })
  // 200: somebody else created the copy meanwhile. 412: the condition fits several.
  if (status === 200 && appointment) return updateAll(ehr, copy, [appointment])
  return status === 200 || isConflict(status) ? later : recordedAs(appointment?.id)
}

/** The copy that carries the server's own id is kept; another one, made before that id was known, is a stray. */
async function updateAll(ehr: FhirServer, copy: Copy, found: readonly Appointment[]): Promise<WriteResult> {
  const link = tokenOf(copy.identifiers[0])
  const linked = found.filter(({ identifier = [] }) => identifier.some((one) => tokenOf(one) === link))
  const kept = linked.length > 0 ? linked : found.slice(0, 1)
  for (const existing of found) {
    const change = kept.includes(existing) ? (current: Appointment) => mergeCopy(current, copy) : asStray
    const result = await update(ehr, copy, existing.id, change)
    if (result.kind !== 'recorded') return result
  }
  return recordedAs(kept[0]?.id)
}

function recordedAs(id: string | undefined): WriteResult {
  return { kind: 'recorded', ...(id === undefined ? {} : { reference: `Appointment/${id}` }) }
}

async function update(
  ehr: FhirServer,
  copy: Copy,
  id: string | undefined,
  change: (current: Appointment) => Appointment,
): Promise<WriteResult> {
  if (id === undefined) return later
  for (let attempt = 0; attempt < attempts; attempt++) {
    const current = await readIfThere(ehr, id)
    if (!current) return later
    if (!isOfSamePatient(current, copy.appointment)) return { kind: 'failed', words: [anothers] }
    const changed = change(current)
    if (saysTheSame(current, changed)) return recordedAs(id)
    const version = current.meta?.versionId
    if (version !== undefined && !nameable.test(version)) return { kind: 'failed', words: [unnamed] }
    const { status } = await send(ehr, 'PUT', `/${id}`, changed, version === undefined ? {} : { 'if-match': `W/"${version}"` })
    if (!isConflict(status)) return recordedAs(id)
  }
  return later
}

/** Searches lag behind: a copy that they found may be gone by now, and is created anew at the next turn. */
async function readIfThere(ehr: FhirServer, id: string): Promise<Appointment | undefined> {
  try {
    return await readResource(ehr, 'Appointment', id)
  } catch (error) {
    if (error instanceof ProtocolError && error.failure.kind === 'not-found') return undefined
    throw error
  }
}

/** Whether the record is the same patient's: one that has the same identifier for whatever reason, but is another's, stays as it is. */
function isOfSamePatient(current: Appointment, appointment: Appointment): boolean {
  const patients = actorsOf(current, 'Patient').filter(({ reference }) => reference !== undefined)
  return patients.length === 0 || patients.some((one) => actorsOf(appointment, 'Patient').some((own) => sameTarget(one, own)))
}

/** Compares all but the narrative, which is the server's own wording of the rest. */
function saysTheSame({ text: _before, ...current }: Appointment, { text: _after, ...changed }: Appointment): boolean {
  return sameJson(current, changed)
}

interface Written {
  readonly status: number
  /** The Appointment as the server sent it back; many servers don't. */
  readonly appointment?: Appointment
}

/**
 * Sends one write. A conflict is an answer here, since it says what to do next.
 * @throws ProtocolError for every other answer that doesn't say that it was done; a write that was done all the same is found next
 * time
 */
async function send(
  ehr: FhirServer,
  method: 'POST' | 'PUT',
  path: string,
  appointment: Appointment,
  condition: Record<string, string>,
): Promise<Written> {
  const headers = { accept: 'application/fhir+json', 'content-type': 'application/fhir+json', ...condition }
  const body = JSON.stringify(appointment)
  const answer = await ask(ehr.transport, new Request(`${ehr.base}/Appointment${path}`, { method, headers, body }))
  if (answer.kind === 'answered') {
    const { status } = answer
    if (isConflict(status) || (status >= 200 && status < 300 && answer.body.kind === 'empty')) return { status }
  }
  const value = jsonOf(answer, ehr.now())
  const status = answer.kind === 'answered' ? answer.status : 0
  const returned = asAppointment(value)
  if (returned) return { status, appointment: returned }
  const issues = issuesOf(value)
  if (issues.some(isSerious)) throw new ProtocolError({ kind: 'refused', status, issues })
  if (issues.length === 0) throw new ProtocolError({ kind: 'no-answer', doubt: 'unexpected-content', status, issues })
  return { status }
}

function isConflict(status: number): boolean {
  return status === 409 || status === 412
}

function resultOf(failure: Failure): WriteResult {
  switch (failure.kind) {
    case 'no-answer':
      // Without a status nobody answered, so every copy is concerned; a server error may be about this one resource.
      return { kind: 'later', concernsAll: failure.status === undefined }
    case 'session-ended':
      return { kind: 'later', concernsAll: true }
    case 'busy':
      return {
        kind: 'later',
        concernsAll: true,
        ...(failure.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: failure.retryAfterSeconds }),
      }
    case 'refused':
      // 408: the server itself says that the request may be sent again.
      return failure.status === 408 ? later : { kind: 'failed', words: [...new Set(wordsOf(failure.issues))] }
    case 'forbidden':
    case 'not-found':
    case 'unsafe-link':
      return { kind: 'failed', words: [...new Set(wordsOf(failure.issues))] }
  }
}
