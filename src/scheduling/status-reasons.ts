import type { Coding } from '../fhir/types.ts'

export const statusReasonSystem = 'https://profiles.ihe.net/ITI/Scheduling/CodeSystem/status-reason'

export const statusReasonExtension = 'https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/extension-status-reason'

/** Who, by the code's definition, calls the appointment off. */
export type CancelledBy = 'patient' | 'provider' | 'either'

/**
 * The 32 codes of the ITI appointment status reasons, in the order of the code system. Their words for people are in the
 * message catalogue; `room-unavial` is misspelled in the standard, and that spelling is the code.
 */
export const statusReasons = {
  'abnormal-results': 'provider',
  'cms-auth': 'provider',
  deceased: 'provider',
  discharged: 'provider',
  disgruntled: 'patient',
  'equip-unavail': 'provider',
  financial: 'provider',
  hospitalized: 'provider',
  'improper-iv': 'provider',
  improved: 'patient',
  'interpreter-unavail': 'provider',
  meeting: 'provider',
  moved: 'patient',
  'needs-tests': 'patient',
  'new-provider': 'patient',
  'no-show': 'patient',
  other: 'provider',
  'patient-cancel': 'patient',
  personal: 'provider',
  'plan-changes': 'provider',
  pregnant: 'patient',
  'prep-incomplete': 'provider',
  'prep-unavail': 'provider',
  refused: 'patient',
  'room-unavial': 'provider',
  'scheduling-error': 'provider',
  'staff-cancel': 'provider',
  terminated: 'patient',
  transportation: 'patient',
  'wait-list': 'either',
  'walk-in-error': 'either',
  weather: 'either',
} as const satisfies Record<string, CancelledBy>

export type StatusReason = keyof typeof statusReasons

export function statusReasonCoding(code: StatusReason, display: string): Coding {
  return { system: statusReasonSystem, code, display }
}
