import { useLingui } from '@lingui/react/macro'
import type { AppointmentTexts } from '../../fhir/appointment-texts.ts'
import { longestFreeText, plainText } from '../../fhir/text/plain-text.ts'
import type { CurrentPatient } from '../../queries/current-patient.tsx'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { patientIdentity, patientLine } from '../../i18n/patient-identity.ts'
import { ClinicClock } from '../../ui/clinic-clock.tsx'
import { ReadBack } from '../../ui/read-back.tsx'

interface BookingReadBackProps {
  readonly patient: CurrentPatient
  readonly facts: AppointmentFacts
  /** The appointment as it was, when it is moved or changed. */
  readonly before?: AppointmentFacts
  /** What was typed, unless fields of their own show it. */
  readonly texts?: AppointmentTexts
}

/** Patient, when, who, where, what: the user reads them aloud on the phone before anything is sent. */
export function BookingReadBack({ patient, facts, before, texts }: BookingReadBackProps) {
  const { t } = useLingui()
  const changed = (was: string | undefined, now: string) => (was !== undefined && was !== now ? { was } : {})
  const [who, where] = [facts.who.join(', '), facts.where.join(', ')]
  return (
    <ReadBack
      rows={[
        { label: t`Patient`, value: patientLine(patientIdentity(patient)) },
        {
          label: t`When`,
          value: (
            <>
              <strong>{facts.when}</strong>
              <ClinicClock facts={facts} />
            </>
          ),
          ...changed(before?.when, facts.when),
        },
        { label: t`Who`, value: who, ...changed(before?.who.join(', '), who) },
        { label: t`Where`, value: where, ...changed(before?.where.join(', '), where) },
        { label: t`What`, value: facts.what, ...changed(before?.what, facts.what) },
        { label: t`Reason for visit`, value: texts && plainText(texts.reasonForVisit, longestFreeText) },
        { label: t`Note`, value: texts && plainText(texts.note, longestFreeText) },
      ]}
    />
  )
}
