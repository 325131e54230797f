import { actorsOf, targetOf } from '../fhir/references.ts'
import { sameBase } from '../fhir/same-base.ts'
import type { Appointment, Identifier, Patient, Reference } from '../fhir/types.ts'

/** Whose an Appointment is, as far as its actors tell. A group appointment is the patient's when the patient is among them. */
export type Ownership = 'ours' | 'another' | 'unsaid'

/** `illegible`: the Appointment names a patient in an unreadable way. That may be anybody, so it is shown to nobody and proves nothing. */
export type Reading = Ownership | 'illegible'

/** The server that an Appointment comes from. */
export interface Home {
  readonly base: string
  readonly sharesPatients: boolean
}

/**
 * Compares the Patient actors with the patient of an intent: by id if both servers share their records, else by identifier. A name
 * alone tells nothing, since two people may share it. Nor does the same id on another server.
 */
export function whose(appointment: Appointment, patient: Patient, home: Home): Ownership {
  return believed(readOwner(appointment, patient, home))
}

/** The same, but tells `illegible` from `another`: for callers that draw conclusions from an Appointment being somebody else's. */
export function readOwner(appointment: Appointment, patient: Patient, home: Home): Reading {
  return verdictOf(actorsOf(appointment, 'Patient').map((actor) => whoIs(actor, patient, home)))
}

/** An Appointment that can't be read as ours isn't taken for ours. */
export function believed(reading: Reading): Ownership {
  return reading === 'illegible' ? 'another' : reading
}

/** One actor who is ours is enough. An actor who may be ours outweighs one who is somebody else, who outweighs an unknown one. */
export function verdictOf(verdicts: readonly Reading[]): Reading {
  return (['ours', 'illegible', 'another'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'unsaid'
}

/**
 * Reads an Appointment in the answer to a question about certain patients. If it names only other patients, it is `another`, the answer
 * to somebody else's question, or `illegible`.
 * @param asked by reference, or by identifier; none if the question was about no patient in particular
 * @param known identifiers of the patients who were asked for
 */
export function readAnswer(
  appointment: Appointment,
  asked: readonly Reference[],
  { base }: Pick<Home, 'base'>,
  known: readonly Identifier[] = [],
): Reading {
  const readings = asked.map((reference) =>
    readOwner(appointment, patientOf(reference, known), { base, sharesPatients: reference.reference !== undefined }),
  )
  // The answer stays open if the comparison with one of those asked for does, or if nobody was asked for.
  return readings.includes('unsaid') ? 'unsaid' : verdictOf(readings)
}

function patientOf({ identifier, ...asked }: Reference, known: readonly Identifier[]): Patient {
  const id = targetOf(asked)?.id ?? asked.reference?.split('Patient/').at(-1) ?? ''
  return { resourceType: 'Patient', id, identifier: identifier ? [identifier] : [...known] }
}

/** Finds the id in a malformed reference. Such an id may show that somebody else is meant, but never that our patient is. */
const oddId = /^(?:.*\W)?Patient\/([\w.-]+)/is

function whoIs(actor: Reference, patient: Patient, { base, sharesPatients }: Home): Reading {
  const byIdentifier = sharing(actor.identifier ? [actor.identifier] : [], patient)
  if (!sharesPatients || !patient.id || actor.reference === undefined) return byIdentifier
  if (isAddressOf(actor.reference, patient.id, base)) return 'ours'
  const target = targetOf(actor)
  if (target && target.id !== patient.id) return 'another'
  if (byIdentifier !== 'unsaid') return byIdentifier
  const id = target?.id ?? oddId.exec(actor.reference)?.[1]
  const mayBeOurs = id === undefined || id === patient.id || actor.reference.includes(`Patient/${patient.id}`)
  return mayBeOurs ? 'illegible' : 'another'
}

/** Letter by letter, so that it also holds for ids that R4 doesn't allow. */
function isAddressOf(reference: string, id: string, base: string): boolean {
  const own = `Patient/${id}`
  const unversioned = reference.replace(/\/_history\/[^/]*$/, '')
  return unversioned === own || (unversioned.endsWith(`/${own}`) && sameBase(unversioned.slice(0, -own.length - 1), base))
}

/** Different identifiers in the same system mean different people, unless another pair of identifiers is equal. */
export function sharing(theirs: readonly Identifier[], patient: Patient): Ownership {
  const comparable = theirs.flatMap(({ system, value }) =>
    (patient.identifier ?? []).filter((own) => system && value && own.system === system && own.value).map((own) => own.value === value),
  )
  if (comparable.length === 0) return 'unsaid'
  return comparable.includes(true) ? 'ours' : 'another'
}
