import type { HumanName, Identifier, Patient, Practitioner } from '../../src/fhir/types.ts'

/** `Ida Romero`. Uses the name's own text where there is one, and type and id for someone without a name. */
export function personName(person: Patient | Practitioner): string {
  const name = officialName(person.name ?? [])
  const parts = [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family ?? '']
  return name?.text ?? (parts.join(' ').trim() || `${person.resourceType} ${person.id ?? ''}`)
}

/** `Ida Romero · 1958-03-04 · female · MRN 004217`: enough to tell two people of the same name apart. */
export function patientLabel(patient: Patient): string {
  const record = recordNumber(patient)
  return [personName(patient), patient.birthDate, patient.gender, record && `MRN ${record}`].filter(Boolean).join(' · ')
}

/** The patient's medical record number: the identifier of type MR, else the first one. */
export function recordNumber(patient: Patient): string | undefined {
  const identifiers = patient.identifier ?? []
  return (identifiers.find(isRecordNumber) ?? identifiers[0])?.value
}

function isRecordNumber({ type }: Identifier): boolean {
  return type?.coding?.some(({ code }) => code === 'MR') ?? false
}

function officialName(names: readonly HumanName[]): HumanName | undefined {
  return names.find(({ use }) => use === 'official') ?? names[0]
}
