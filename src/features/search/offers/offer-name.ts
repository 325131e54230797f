import { t } from '@lingui/core/macro'
import type { AppointmentFacts } from '../../../i18n/appointment-facts.ts'
import { zoneName } from '../../../i18n/clinic-zone.ts'

interface NameParts {
  /** Where offers of several zones stand side by side. */
  readonly withZone: boolean
  readonly overlaps?: boolean
  /** Whether the appointment that is to be moved has this time already. */
  readonly isPresent?: boolean
}

/** "Tuesday 24 November 2026, 14:20–14:40, Dr. Ada Haas, Harbour Clinic, Follow-up visit": all of an offer, to be heard. */
export function offerName(facts: AppointmentFacts, { withZone, overlaps = false, isPresent = false }: NameParts): string {
  return [
    facts.when,
    ...facts.who,
    ...facts.where,
    facts.what,
    withZone ? zoneName(facts.zone) : '',
    overlaps ? t`overlaps another appointment of the patient` : '',
    isPresent ? t`the present time` : '',
  ]
    .filter(Boolean)
    .join(', ')
}
