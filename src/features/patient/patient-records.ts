import { nameText } from '../../fhir/names.ts'
import { isolated } from '../../fhir/text/isolated.ts'
import { plainText } from '../../fhir/text/plain-text.ts'
import { targetOf } from '../../fhir/references.ts'
import type { Patient } from '../../fhir/types.ts'

/** Whether a record may be worked with (ITI-78: show inactive and replaced records as such). */
export type RecordState = 'usable' | 'inactive' | 'replaced'

/** A record is replaced where one of its links says so; another record then holds its data. */
export function recordState(patient: Patient): RecordState {
  if (patient.link?.some(({ type }) => type === 'replaced-by')) return 'replaced'
  return patient.active === false ? 'inactive' : 'usable'
}

/** The id of the record that replaces this one; undefined where none does, or where it is on another server. */
export function replacingId(patient: Patient, base: string): string | undefined {
  const other = patient.link?.find(({ type }) => type === 'replaced-by')?.other
  const target = targetOf(other)
  return target?.type === 'Patient' && (target.base === undefined || target.base === base) ? target.id : undefined
}

/** The records that share their name with another record of the list: birth date, sex and number must tell them apart. */
export function sameNamed(patients: readonly Patient[]): ReadonlySet<Patient> {
  const byName = new Map<string, Patient[]>()
  for (const patient of patients) {
    const name = nameText(patient.name).normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
    byName.set(name, [...(byName.get(name) ?? []), patient])
  }
  return new Set([...byName.values()].filter((group) => group.length > 1).flat())
}

/** An address or telephone number in one line, to tell two people of one name apart; '' where neither is known. */
export function whereabouts({ address, telecom }: Patient): string {
  const [home] = address ?? []
  const place = home?.text ?? [...(home?.line ?? []), home?.city].filter(Boolean).join(', ')
  const phone = telecom?.find(({ system }) => system === 'phone')?.value
  return [place, phone]
    .flatMap((part) => (part ? [isolated(plainText(part))] : []))
    .join(' · ')
}
