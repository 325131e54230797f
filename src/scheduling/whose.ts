import { actorsOf, participantsOf, targetOf } from '../fhir/references.ts'
import type { Appointment, Identifier, Patient, Reference } from '../fhir/types.ts'

/** Whose an Appointment is, as far as its actors tell. A group appointment is the patient's when the patient is among them. */
export type Ownership = 'ours' | 'another' | 'unsaid'

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
  return verdictOf(actorsOf(appointment, 'Patient').map((actor) => whoIs(actor, patient, home)))
}

/** That of one is enough; one of somebody else weighs more than none. */
export function verdictOf(verdicts: readonly Ownership[]): Ownership {
  return (['ours', 'another'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'unsaid'
}

/**
 * Whether an Appointment names patients, and none of those that a question was about: an answer to somebody else's question.
 * @param asked by reference, or by identifier; none: the question was about no patient in particular
 */
export function isOfAnother(appointment: Appointment, asked: readonly Reference[], { base }: Pick<Home, 'base'>): boolean {
  // A look at the texts first: hardly any of ten thousand offers names a patient.
  if (asked.length === 0 || !participantsOf(appointment).some(({ actor }) => mayBePatient(actor))) return false
  return asked.every((reference) => {
    const home = { base, sharesPatients: reference.reference !== undefined }
    return whose(appointment, patientOf(reference), home) === 'another'
  })
}

function mayBePatient(actor: Reference | undefined): boolean {
  return actor?.type === 'Patient' || (actor?.reference?.includes('Patient/') ?? false)
}

function patientOf(asked: Reference): Patient {
  const id = targetOf(asked)?.id
  return {
    resourceType: 'Patient',
    ...(id === undefined ? {} : { id }),
    ...(asked.identifier ? { identifier: [asked.identifier] } : {}),
  }
}

function whoIs(actor: Reference, patient: Patient, { base, sharesPatients }: Home): Ownership {
  const target = targetOf(actor)
  if (sharesPatients && patient.id && target) {
    if (target.id !== patient.id) return 'another'
    if (target.base === undefined || target.base === base) return 'ours'
  }
  return sharing(actor.identifier ? [actor.identifier] : [], patient)
}

/** Two identifiers of one system are two people's, unless one of them is the same. */
export function sharing(theirs: readonly Identifier[], patient: Patient): Ownership {
  const comparable = theirs.flatMap(({ system, value }) =>
    (patient.identifier ?? []).filter((own) => system && value && own.system === system && own.value).map((own) => own.value === value),
  )
  if (comparable.length === 0) return 'unsaid'
  return comparable.includes(true) ? 'ours' : 'another'
}
