import { nameText } from '../../fhir/names.ts'
import { isolated } from '../../fhir/text/isolated.ts'
import { plainText } from '../../fhir/text/plain-text.ts'
import { targetOf } from '../../fhir/references.ts'
import type { Patient } from '../../fhir/types.ts'

/** What must be known of a record before it is worked with (ITI-78: show inactive and replaced records as such). */
export type RecordState = 'usable' | 'inactive' | 'replaced'

/** A replaced record is one whose link says so; its data live on in another. */
export function recordState(patient: Patient): RecordState {
  if (patient.link?.some(({ type }) => type === 'replaced-by')) return 'replaced'
  return patient.active === false ? 'inactive' : 'usable'
}

/** The id of the record that replaces this one; undefined where none does, or another server has it. */
export function replacingId(patient: Patient, base: string): string | undefined {
  const other = patient.link?.find(({ type }) => type === 'replaced-by')?.other
  const target = targetOf(other)
  return target?.type === 'Patient' && (target.base === undefined || target.base === base) ? target.id : undefined
}

/** The records whose name another record of the list has too: they are told apart by birth date, sex and number. */
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
