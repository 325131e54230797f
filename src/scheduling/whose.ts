import { actorsOf, targetOf } from '../fhir/references.ts'
import type { Appointment, Identifier, Patient, Reference } from '../fhir/types.ts'

/** Whose an Appointment is, as far as its actors tell. A group appointment is the patient's when the patient is among them. */
export type Ownership = 'ours' | 'another' | 'unsaid'

/** `illegible`: it names a patient in a way that can't be read. That may be anybody: nobody's to be shown, and no proof of anything. */
export type Reading = Ownership | 'illegible'

/** Where an Appointment comes from. */
export interface Home {
  readonly base: string
  readonly sharesPatients: boolean
}

/**
 * Compares the Patient actors with the patient that an intent is for: by id where both servers share their records, else
 * by identifier. A name alone tells nothing: two people may have it. Nor does the same id on some other server.
 */
export function whose(appointment: Appointment, patient: Patient, home: Home): Ownership {
  return believed(readOwner(appointment, patient, home))
}

/** The same for whoever draws conclusions from its being somebody else's. */
export function readOwner(appointment: Appointment, patient: Patient, home: Home): Reading {
  return verdictOf(actorsOf(appointment, 'Patient').map((actor) => whoIs(actor, patient, home)))
}

/** What can't be read as ours isn't taken for ours. */
export function believed(reading: Reading): Ownership {
  return reading === 'illegible' ? 'another' : reading
}

/** That of one is enough; one who may be ours weighs more than somebody else, and that more than nobody. */
export function verdictOf(verdicts: readonly Reading[]): Reading {
  return (['ours', 'illegible', 'another'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'unsaid'
}

/**
 * Whether an Appointment names patients, and none of those that a question was about: then it is `another`, an answer to somebody
 * else's question, or `illegible`.
 * @param asked by reference, or by identifier; none: the question was about no patient in particular
 */
export function readAnswer(appointment: Appointment, asked: readonly Reference[], { base }: Pick<Home, 'base'>): Reading {
  const readings = asked.map((reference) =>
    readOwner(appointment, patientOf(reference), { base, sharesPatients: reference.reference !== undefined }),
  )
  // Another's for each of those who were asked for, or for nobody.
  return readings.includes('unsaid') ? 'unsaid' : verdictOf(readings)
}

function patientOf({ identifier, ...asked }: Reference): Patient {
  return { resourceType: 'Patient', id: targetOf(asked)?.id ?? '', identifier: identifier ? [identifier] : [] }
}

/** The id in a reference that is none: it may tell that somebody else is meant, never that we are. */
const oddId = /^(?:.*\W)?Patient\/([\w.-]+)/is

function whoIs(actor: Reference, patient: Patient, { base, sharesPatients }: Home): Reading {
  const byIdentifier = sharing(actor.identifier ? [actor.identifier] : [], patient)
  if (!sharesPatients || !patient.id || actor.reference === undefined) return byIdentifier
  const target = targetOf(actor)
  if (target && target.id !== patient.id) return 'another'
  if (target?.type === 'Patient' && (target.base === undefined || target.base === base)) return 'ours'
  if (byIdentifier !== 'unsaid') return byIdentifier
  const id = target?.id ?? oddId.exec(actor.reference)?.[1]
  return id === undefined || id === patient.id ? 'illegible' : 'another'
}

/** Two identifiers of one system are two people's, unless one of them is the same. */
export function sharing(theirs: readonly Identifier[], patient: Patient): Ownership {
  const comparable = theirs.flatMap(({ system, value }) =>
    (patient.identifier ?? []).filter((own) => system && value && own.system === system && own.value).map((own) => own.value === value),
  )
  if (comparable.length === 0) return 'unsaid'
  return comparable.includes(true) ? 'ours' : 'another'
}
