import type { Coding } from '../fhir/types.ts'
import { statusReasonSystem } from './status-reasons.ts'

/** Who calls the appointment off, by the code's definition. */
export type CancelledBy = 'patient' | 'provider' | 'either'

/**
 * The 32 codes of the ITI appointment status reasons, in the order of the code system. The displays are literally the code system's;
 * the texts for people are in the message catalogue. `room-unavial` is misspelled in the standard, and that spelling is the code.
 */
export const statusReasons = {
  'abnormal-results': { by: 'provider', display: 'Laboratory Test Results Out of Acceptable Range' },
  'cms-auth': { by: 'provider', display: 'CMS Therapy Cap Service Not Authorized' },
  deceased: { by: 'provider', display: 'Patient Deceased' },
  discharged: { by: 'provider', display: 'Patient Discharged' },
  disgruntled: { by: 'patient', display: 'Patient Unhappy' },
  'equip-unavail': { by: 'provider', display: 'Equipment Not Available' },
  financial: { by: 'provider', display: 'Other Financial' },
  hospitalized: { by: 'provider', display: 'Patient Hospitalized' },
  'improper-iv': { by: 'provider', display: 'Improper IV Access/Infiltrate IV' },
  improved: { by: 'patient', display: 'Patient Feeling Better' },
  'interpreter-unavail': { by: 'provider', display: 'Interpreter  Not Available' },
  meeting: { by: 'provider', display: 'Provider: Education or Meeting' },
  moved: { by: 'patient', display: 'Patient Moved' },
  'needs-tests': { by: 'patient', display: 'Patient Needs Tests' },
  'new-provider': { by: 'patient', display: 'Patient Changed Provider' },
  'no-show': { by: 'patient', display: 'Patient No Show' },
  other: { by: 'provider', display: 'Other' },
  'patient-cancel': { by: 'patient', display: 'Patient Cancel' },
  personal: { by: 'provider', display: 'Provider Personal Reason' },
  'plan-changes': { by: 'provider', display: 'Treatment Plan Changes' },
  pregnant: { by: 'patient', display: 'Patient Pregnant' },
  'prep-incomplete': { by: 'provider', display: 'Preparatory Requirements or Medications Incomplete' },
  'prep-unavail': { by: 'provider', display: 'Preparatory Requirements or Medication or Test Results Unavailable' },
  refused: { by: 'patient', display: 'Patient Refused Procedure' },
  'room-unavial': { by: 'provider', display: 'Room or Location Not Available.' },
  'scheduling-error': { by: 'provider', display: 'Scheduling Error' },
  'staff-cancel': { by: 'provider', display: 'Staff Cancel' },
  terminated: { by: 'patient', display: 'Patient Member Terminated' },
  transportation: { by: 'patient', display: 'Patient Lacked Transportation' },
  'wait-list': { by: 'either', display: 'Patient Scheduled from Wait List' },
  'walk-in-error': { by: 'either', display: 'Silent Walk In Error' },
  weather: { by: 'either', display: 'Weather' },
} as const satisfies Record<string, { readonly by: CancelledBy; readonly display: string }>

export type StatusReason = keyof typeof statusReasons

export function statusReasonCoding(code: StatusReason): Coding {
  return { system: statusReasonSystem, code, display: statusReasons[code].display }
}
