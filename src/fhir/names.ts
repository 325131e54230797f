import { plainText } from './text/plain-text.ts'
import type { CodeableConcept, HumanName, Identifier, Patient } from './types.ts'

/** A name as people write it: the server's own text, else prefix, given names, family name, suffix. '' when there is none. */
export function nameText(names: readonly HumanName[] | undefined): string {
  const name =
    names?.find((candidate) => candidate.use === 'official') ??
    names?.find((candidate) => candidate.use === 'usual') ??
    names?.find((candidate) => candidate.use !== 'old' && candidate.use !== 'maiden') ??
    names?.[0]
  if (!name) return ''
  if (name.text) return plainText(name.text)
  return plainText([...(name.prefix ?? []), ...(name.given ?? []), name.family, ...(name.suffix ?? [])].filter(Boolean).join(' '))
}

/** What a concept is called: its text, else a coding's display, else a coding's code. */
export function conceptText(concept: CodeableConcept | undefined): string {
  return plainText(writtenText(concept))
}

/** The same as the server wrote it: for comparing, not for showing. */
export function writtenText(concept: CodeableConcept | undefined): string {
  return (
    concept?.text ??
    concept?.coding?.find((coding) => coding.display)?.display ??
    concept?.coding?.find((coding) => coding.code)?.code ??
    ''
  )
}

/**
 * The medical record number: the identifier of type MR (HL7 table 0203), else the usual or official one, else the first. An identifier
 * that is no longer in use is never returned: it may now be somebody else's.
 */
export function recordNumber(patient: Patient): string | undefined {
  const identifiers = (patient.identifier ?? []).filter((identifier) => identifier.value && identifier.use !== 'old')
  const { value } =
    identifiers.find(isRecordNumber) ??
    identifiers.find((identifier) => identifier.use === 'usual' || identifier.use === 'official') ??
    identifiers[0] ??
    {}
  return value === undefined ? undefined : plainText(value, 64)
}

function isRecordNumber(identifier: Identifier): boolean {
  return identifier.type?.coding?.some((coding) => coding.code === 'MR') ?? false
}
