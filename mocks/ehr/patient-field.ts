import type { Patient } from '../../src/fhir/types.ts'
import { patientLabel } from '../auth/person-label.ts'
import { element } from './element.ts'
import { selectField, setOptions } from './fields.ts'

/** The patient list with a search above it; the search chooses the first patient that matches all its words. */
export function patientField(patients: readonly Patient[], chosen: string) {
  const nobody = { value: '', label: 'No patient' }
  const options = patients.map((patient) => ({ value: patient.id ?? '', label: labelOf(patient) }))
  const { field, select } = selectField('patient', 'Patient', [nobody, ...options], chosen)

  const placeholder = 'Name, birth date or number'
  const search = element('input', { type: 'search', id: 'ehr-search', autocomplete: 'off', placeholder })
  const searchField = element('div', { class: 'ehr-field' }, element('label', { for: search.id }, 'Search patients'), search)
  search.addEventListener('input', () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean)
    const found = options.filter(({ label }) => words.every((word) => fold(label).includes(word)))
    const before = select.value
    const isKept = words.length === 0 || found.some(({ value }) => value === before)
    setOptions(select, [...found, nobody], isKept ? before : '')
    if (!isKept && found.length > 0) select.selectedIndex = 0
    if (select.value !== before) select.dispatchEvent(new Event('change'))
  })

  return {
    fields: [searchField, field],
    select,
    chosen: () => patients.find(({ id }) => id === select.value),
  }
}

function labelOf(patient: Patient): string {
  return patient.active === false ? `${patientLabel(patient)} · inactive` : patientLabel(patient)
}

/** Without case and accents, so that `jorg` finds Jörg. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
