import { t } from '@lingui/core/macro'
import type { AppointmentFacts } from '../../../i18n/appointment-facts.ts'
import { zoneName } from '../../../i18n/clinic-zone.ts'

interface NameParts {
  /** Whether to name the zone, because the offers shown are in several zones. */
  readonly withZone: boolean
  readonly overlaps?: boolean
  /** Whether this is the present time of the appointment that is to be moved. */
  readonly isPresent?: boolean
}

/** "Tuesday 24 November 2026, 14:20–14:40, Dr. Ada Haas, Harbour Clinic, Follow-up visit": all of an offer, for screen readers. */
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
