import type { Appointment, Identifier, Patient } from '../fhir/types.ts'
import { actorType, participantsOf } from '../fhir/references.ts'
import type { Intent } from '../scheduling/intent.ts'
import type { Outcome } from '../scheduling/outcome.ts'
import type { Truth } from '../scheduling/reconcile/truth.ts'

/** What identifies a patient to servers. On a server with patient records of its own, the id means nothing. */
export interface KeptPatient {
  readonly resourceType: 'Patient'
  readonly id: string
  readonly identifier?: Identifier[]
}

/** The intent without names or birth dates. */
export type KeptIntent = Intent extends infer One
  ? One extends { patient: Patient }
    ? Omit<One, 'patient'> & { readonly patient: KeptPatient }
    : One
  : never

export function keepIntent(intent: Intent): KeptIntent {
  switch (intent.kind) {
    case 'hold':
    case 'book':
      return { ...intent, offer: withoutNames(intent.offer), patient: keepPatient(intent.patient) }
    case 'release':
      return { ...intent, held: withoutNames(intent.held) }
    case 'modify':
      return {
        ...intent,
        original: withoutNames(intent.original),
        changed: withoutNames(intent.changed),
        patient: keepPatient(intent.patient),
      }
    case 'cancel':
      return { ...intent, original: withoutNames(intent.original), patient: keepPatient(intent.patient) }
  }
}

export function keepOutcome(outcome: Outcome): Outcome {
  return 'appointment' in outcome ? { ...outcome, appointment: withoutNames(outcome.appointment) } : outcome
}

export function keepTruth(truth: Truth): Truth {
  if ('appointment' in truth) return { ...truth, appointment: withoutNames(truth.appointment) }
  return 'current' in truth ? { ...truth, current: withoutNames(truth.current) } : truth
}

/** A kept intent says enough to ask about its outcome: reconciliation needs only the patient's id and identifiers. */
export function restoreIntent(intent: KeptIntent): Intent {
  if (!('patient' in intent)) return intent
  const patient: Patient = intent.patient
  return { ...intent, patient }
}

/** Leaves out the texts that may name the patient. The display of a Patient actor is the patient's name; the reference says enough. */
export function withoutNames(appointment: Appointment): Appointment {
  const { text: _narrative, contained: _contained, ...kept } = appointment
  return {
    ...kept,
    participant: participantsOf(appointment).map((participant) => {
      if (actorType(participant.actor) !== 'Patient' || !participant.actor) return participant
      const { display: _name, ...actor } = participant.actor
      return { ...participant, actor }
    }),
  }
}

function keepPatient({ id = '', identifier = [] }: Patient): KeptPatient {
  const kept = identifier.flatMap(({ system, value }) => (system && value ? [{ system, value }] : []))
  return { resourceType: 'Patient', id, ...(kept.length > 0 ? { identifier: kept } : {}) }
}
