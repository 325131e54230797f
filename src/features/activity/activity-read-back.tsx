import { useLingui } from '@lingui/react/macro'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { patientIdentity, patientLine } from '../../i18n/patient-identity.ts'
import { zoneName } from '../../i18n/clinic-zone.ts'
import { usePatientRecord } from '../../queries/patient.ts'
import { ReadBack } from '../../ui/read-back.tsx'
import type { ActivityRow } from './activity-rows.ts'
import { askedWords } from './activity-words.ts'

/** The patient and the appointment that a step is about, shown before it is taken. For a move, both appointments. */
export function ActivityReadBack({ row }: { readonly row: ActivityRow }) {
  const { t } = useLingui()
  const patient = useIdentityLine(row)
  const { activity, facts, before } = row
  const rows = activity.move
    ? [
        { label: t`Old time`, value: before && appointmentLine(before) },
        { label: t`New time`, value: appointmentLine(facts) },
      ]
    : [
        { label: t`What was asked`, value: t(askedWords(activity.entry)) },
        { label: t`When`, value: appointmentLine(facts) },
      ]
  return <ReadBack rows={[{ label: t`Patient`, value: patient }, ...rows]} />
}

/** The transaction as lines of text, for a colleague who takes it over. */
export function useHandOverText(row: ActivityRow, state: string): string {
  const { t } = useLingui()
  const patient = useIdentityLine(row)
  const { facts, before, activity } = row
  const oldTime = before && appointmentLine(before)
  const newTime = appointmentLine(facts)
  const times = activity.move && oldTime ? [t`Old time: ${oldTime}`, t`New time: ${newTime}`] : [newTime]
  return [patient, t(askedWords(activity.entry)), ...times, state].filter(Boolean).join('\n')
}

function useIdentityLine({ activity }: ActivityRow): string {
  const { t } = useLingui()
  const { patientId } = activity.entry
  const { data } = usePatientRecord(patientId)
  return data ? patientLine(patientIdentity(data)) : t`EHR’s id ${patientId}`
}

function appointmentLine({ when, zone, what, who, where }: AppointmentFacts): string {
  return [when && `${when} (${zoneName(zone)})`, what, who.join(', '), where.join('; ')].filter(Boolean).join(' · ')
}
