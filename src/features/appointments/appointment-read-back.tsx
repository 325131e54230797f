import { useLingui } from '@lingui/react/macro'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { patientIdentity, patientLine } from '../../i18n/patient-identity.ts'
import type { CurrentPatient } from '../../queries/current-patient.tsx'
import { ReadBack, type ReadBackRow } from '../../ui/read-back.tsx'
import { ClinicClock } from '../../ui/clinic-clock.tsx'

interface AppointmentReadBackProps {
  readonly patient: CurrentPatient
  readonly facts: AppointmentFacts
  /** Further rows, below the five that name the appointment. */
  readonly more?: readonly ReadBackRow[]
}

/** Patient, when, who, where and what: the user reads them aloud on the phone before anything is done. */
export function AppointmentReadBack({ patient, facts, more = [] }: AppointmentReadBackProps) {
  const { t } = useLingui()
  return (
    <ReadBack
      rows={[
        { label: t`Patient`, value: patientLine(patientIdentity(patient)) },
        {
          label: t`When`,
          value: facts.when && (
            <>
              <strong>{facts.when}</strong>
              <ClinicClock facts={facts} />
            </>
          ),
        },
        { label: t`Who`, value: facts.who.join(', ') },
        { label: t`Where`, value: facts.where.join('; ') },
        { label: t`What`, value: facts.what },
        ...more,
      ]}
    />
  )
}
