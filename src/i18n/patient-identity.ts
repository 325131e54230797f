import { t } from '@lingui/core/macro'
import { nameText, recordNumber } from '../fhir/names.ts'
import { isolated } from '../fhir/text/isolated.ts'
import type { Patient } from '../fhir/types.ts'
import { formatAge, formatBirthDate } from './birth-date.ts'
import { dateLocale } from './locale.tsx'

/** The four things a patient is confirmed by, and what must not be overlooked, in words. Unknown parts are undefined. */
export interface PatientIdentity {
  readonly name: string
  /** "4 Mar 1958" */
  readonly birthDate: string | undefined
  /** "68" */
  readonly age: string | undefined
  readonly sex: string | undefined
  /** "MRN 004217" */
  readonly recordNumber: string | undefined
  readonly flags: readonly ('inactive' | 'deceased')[]
}

/** @param today YYYY-MM-DD, for the age */
export function patientIdentity(patient: Patient, today = Temporal.Now.plainDateISO().toString()): PatientIdentity {
  const number = recordNumber(patient)
  return {
    name: isolated(nameText(patient.name)) || t`Name unknown`,
    birthDate: patient.birthDate && formatBirthDate(patient.birthDate, dateLocale()),
    age: patient.birthDate && formatAge(patient.birthDate, today),
    sex: sexText(patient.gender),
    recordNumber: number && isolated(t`MRN ${number}`),
    flags: [
      ...(patient.deceasedBoolean || patient.deceasedDateTime ? (['deceased'] as const) : []),
      ...(patient.active === false ? (['inactive'] as const) : []),
    ],
  }
}

/** "Ida Romero · 4 Mar 1958 (68) · female · MRN 004217": one line that names one person. */
export function patientLine(identity: PatientIdentity): string {
  const { name, birthDate, age, sex, recordNumber } = identity
  return [
    name,
    birthDate ? (age ? `${birthDate} (${age})` : birthDate) : t`birth date unknown`,
    sex ?? t`sex unknown`,
    recordNumber ?? t`no record number`,
  ].join(' · ')
}

function sexText(gender: Patient['gender']): string | undefined {
  switch (gender) {
    case 'female':
      return t`female`
    case 'male':
      return t`male`
    case 'other':
      return t`other sex`
    default:
      return undefined
  }
}
