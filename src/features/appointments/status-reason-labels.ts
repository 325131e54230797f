import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { statusReasons, type CancelledBy, type StatusReason } from '../../scheduling/status-reason-list.ts'

/** The reasons in plain words, the most frequent ones first. */
const labels = {
  'patient-cancel': msg`Cancelled by the patient, no reason given`,
  improved: msg`Feels better and no longer wants the visit`,
  'no-show': msg`Did not come`,
  transportation: msg`Could not get to the clinic`,
  refused: msg`Decided against the service or procedure`,
  'needs-tests': msg`Has not had the tests that are needed first`,
  moved: msg`Moved out of the area`,
  'new-provider': msg`Changed to another provider`,
  disgruntled: msg`Unhappy with the service or the care`,
  pregnant: msg`Is pregnant`,
  terminated: msg`Insurance membership has ended`,

  'staff-cancel': msg`Cancelled by the clinic, no reason given`,
  personal: msg`Personal reasons of the practitioner`,
  meeting: msg`Meeting or training of the practitioner`,
  'scheduling-error': msg`Booked by mistake`,
  'room-unavial': msg`Room or place not available`,
  'equip-unavail': msg`Equipment not available`,
  'interpreter-unavail': msg`Interpreter not available`,
  'plan-changes': msg`The treatment plan has changed`,
  'abnormal-results': msg`Laboratory results do not allow it`,
  'prep-incomplete': msg`Preparation or medication not completed`,
  'prep-unavail': msg`Test results or medication needed for it are not available`,
  'improper-iv': msg`IV access not good enough for the procedure`,
  hospitalized: msg`The patient is in hospital`,
  discharged: msg`The patient has been discharged`,
  deceased: msg`The patient has died`,
  financial: msg`Financial reason, such as a missing authorisation`,
  'cms-auth': msg`Therapy not authorised by CMS`,
  other: msg`Another reason`,

  weather: msg`Bad weather`,
  'wait-list': msg`Booked from the waiting list instead`,
  'walk-in-error': msg`Walk-in recorded by mistake`,
} as const satisfies Record<StatusReason, MessageDescriptor>

const groups = {
  patient: msg`The patient cancels`,
  provider: msg`The clinic cancels`,
  either: msg`Patient or clinic`,
} as const satisfies Record<CancelledBy, MessageDescriptor>

export interface StatusReasonChoice {
  readonly code: StatusReason
  readonly label: MessageDescriptor
  /** Who cancels. */
  readonly group: MessageDescriptor
}

/** All 32 reasons, grouped by who cancels. */
export const statusReasonChoices: readonly StatusReasonChoice[] = (['patient', 'provider', 'either'] as const).flatMap((by) =>
  Object.keys(labels)
    .filter(isStatusReason)
    .filter((code) => statusReasons[code].by === by)
    .map((code) => ({ code, label: labels[code], group: groups[by] })),
)

export function isStatusReason(code: string | undefined): code is StatusReason {
  return code !== undefined && Object.hasOwn(labels, code)
}

export function statusReasonLabel(code: StatusReason): MessageDescriptor {
  return labels[code]
}
