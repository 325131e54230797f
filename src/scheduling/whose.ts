import { actorsOf, targetOf } from '../fhir/references.ts'
import type { Appointment, Patient, Reference } from '../fhir/types.ts'

/** Whose an Appointment is, as far as its actors tell. A group appointment is the patient's when the patient is among them. */
export type Ownership = 'ours' | 'another' | 'unsaid'

/**
 * Compares the Patient actors with the patient that an intent is for: by id where both servers share their records, else
 * by identifier. A name alone tells nothing: two people may have it.
 */
export function whose(appointment: Appointment, patient: Patient, sharesPatients: boolean): Ownership {
  const verdicts = actorsOf(appointment, 'Patient').map((actor) => whoIs(actor, patient, sharesPatients))
  return (['ours', 'another'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'unsaid'
}

function whoIs(actor: Reference, patient: Patient, sharesPatients: boolean): Ownership {
  const id = targetOf(actor)?.id
  if (sharesPatients && patient.id && id !== undefined) return id === patient.id ? 'ours' : 'another'
  const { system, value } = actor.identifier ?? {}
  const comparable = patient.identifier?.filter((own) => system && value && own.system === system && own.value) ?? []
  if (comparable.length === 0) return 'unsaid'
  return comparable.some((own) => own.value === value) ? 'ours' : 'another'
}
