import { useLingui } from '@lingui/react/macro'
import { formatWhen } from '../../i18n/clinic-time.ts'
import { dateLocale } from '../../i18n/locale.tsx'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { textsOf } from '../../fhir/appointment-texts.ts'
import { firstFew } from '../../i18n/first-few.ts'
import { parseInstant } from '../../fhir/instants.ts'
import { conceptText } from '../../fhir/names.ts'
import { longestFreeText, plainText } from '../../fhir/text/plain-text.ts'
import type { Appointment, CodeableConcept } from '../../fhir/types.ts'
import { statusReasonExtension, statusReasonSystem } from '../../scheduling/status-reasons.ts'
import type { ReadBackRow } from '../../ui/read-back.tsx'
import { StatusLabel } from '../../ui/status-label.tsx'
import { isStatusReason, statusReasonLabel } from './status-reason-labels.ts'

/** The details of an appointment besides patient, when, who, where and what. */
export function useDetailRows(appointment: Appointment, { zone, what, specialty }: AppointmentFacts): ReadBackRow[] {
  const { t } = useLingui()
  const reason = cancellationReason(appointment)
  const code = reason?.coding?.find(({ system }) => system === statusReasonSystem)?.code
  const { reasonForVisit, note } = textsOf(appointment)
  const { lastUpdated, ...meta } = appointment.meta ?? {}
  const versionId = meta.versionId === undefined ? undefined : plainText(meta.versionId, 64)
  const updated = parseInstant(lastUpdated)
  const changed = updated && formatWhen(updated, undefined, zone, dateLocale())
  return [
    { label: t`Specialty`, value: specialty === what ? '' : specialty },
    { label: t`Description`, value: plainText(appointment.description ?? '', longestFreeText) },
    { label: t`Reason for visit`, value: plainText(reasonForVisit, longestFreeText) },
    { label: t`Note`, value: plainText(note, longestFreeText) },
    { label: t`Instructions for the patient`, value: plainText(appointment.patientInstruction ?? '', longestFreeText) },
    { label: t`Status`, value: <StatusLabel status={appointment.status} /> },
    { label: t`Cancellation reason`, value: isStatusReason(code) ? t(statusReasonLabel(code)) : conceptText(reason) },
    { label: t`Identifiers`, value: identifiersText(appointment) },
    {
      label: t`Last changed`,
      value: changed && versionId ? t`${changed} (version ${versionId})` : (changed ?? (versionId && t`version ${versionId}`)),
    },
  ]
}

/** The profile's extension holds one of the standard's codes; the base element may hold a code of the server's own. */
function cancellationReason({ extension, cancelationReason }: Appointment): CodeableConcept | undefined {
  return extension?.find(({ url }) => url === statusReasonExtension)?.valueCodeableConcept ?? cancelationReason
}

function identifiersText({ id, identifier }: Appointment): string {
  return [...firstFew(identifier ?? [], ({ value = '' }) => plainText(value, 200)), ...(id ? [plainText(id, 200)] : [])].join('\n')
}
