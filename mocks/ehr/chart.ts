import type { Address, Patient } from '../../src/fhir/types.ts'
import { personName, recordNumber } from '../auth/person-label.ts'
import { element } from './element.ts'

/** What an EHR shows of the open chart: the banner and the demographics. */
export function chart(patient: Patient | undefined): HTMLElement {
  const section = element('section', { class: 'ehr-chart', 'aria-label': 'Chart' })
  if (!patient) {
    section.append(element('p', { class: 'ehr-empty' }, 'No chart is open. The app is launched without a patient.'))
    return section
  }
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Born', patient.birthDate],
    ['Sex', patient.gender],
    ['Record number', recordNumber(patient)],
    ['Phone', patient.telecom?.find(({ system }) => system === 'phone')?.value],
    ['Address', patient.address?.[0] && addressLine(patient.address[0])],
    ['Record', recordState(patient)],
  ]
  section.append(
    element('h2', {}, personName(patient)),
    element('dl', { class: 'ehr-facts' }, ...facts.flatMap(([name, fact]) => (fact ? [term(name), detail(fact)] : []))),
  )
  return section
}

const term = (text: string) => element('dt', {}, text)
const detail = (text: string) => element('dd', {}, text)

function recordState({ active, link }: Patient): string {
  const replacement = link?.find(({ type }) => type === 'replaced-by')?.other.reference
  if (replacement) return `replaced by ${replacement}`
  return active === false ? 'inactive' : 'active'
}

function addressLine({ text, line, city, state, postalCode }: Address): string {
  return text ?? [...(line ?? []), city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
}
