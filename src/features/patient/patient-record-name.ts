import { t } from '@lingui/core/macro'
import type { PatientIdentity } from '../../i18n/patient-identity.ts'

/** "Ida Romero, born 4 Mar 1958 (68), female, MRN 004217": identifies one person, for screen readers and on the phone. */
export function patientRecordName({ name, birthDate, age, sex, recordNumber }: PatientIdentity): string {
  const born = birthDate && (age ? t`born ${birthDate} (${age})` : t`born ${birthDate}`)
  return [name, born ?? t`birth date unknown`, sex ?? t`sex unknown`, recordNumber ?? t`no record number`].join(', ')
}
