import { element } from './element.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

/** A labelled select with, optionally, a sentence below it that follows the choice. */
export function selectField(
  id: string,
  label: string,
  options: readonly Option[],
  chosen: string,
  hintOf?: (value: string) => string,
) {
  const select = element('select', { id: `ehr-${id}` })
  setOptions(select, options, chosen)
  const field = element('div', { class: 'ehr-field' }, element('label', { for: select.id }, label), select)
  if (hintOf) {
    const hint = element('p', { class: 'ehr-hint', id: `${select.id}-hint` }, hintOf(select.value))
    select.setAttribute('aria-describedby', hint.id)
    select.addEventListener('change', () => hint.replaceChildren(hintOf(select.value)))
    field.append(hint)
  }
  return { field, select }
}

/** Offers other options; the first is chosen when `chosen` is not among them. */
export function setOptions(select: HTMLSelectElement, options: readonly Option[], chosen: string): void {
  select.replaceChildren(...options.map(({ value, label }) => element('option', { value }, label)))
  select.value = chosen
  if (select.selectedIndex < 0) select.selectedIndex = 0
}

/** Radio buttons under one legend; `value()` is the chosen one. */
export function radioField(name: string, legend: string, options: readonly Option[], chosen: string) {
  const radios = options.map(({ value }) => {
    return element('input', { type: 'radio', name: `ehr-${name}`, value, checked: value === chosen })
  })
  const labels = options.map(({ label }, index) => element('label', { class: 'ehr-choice' }, radios[index] ?? '', label))
  const field = element('fieldset', { class: 'ehr-field' }, element('legend', {}, legend), ...labels)
  return { field, value: () => radios.find(({ checked }) => checked)?.value ?? chosen }
}

/** A labelled checkbox. */
export function checkboxField(label: string, checked: boolean) {
  const box = element('input', { type: 'checkbox', checked })
  return { field: element('label', { class: 'ehr-choice' }, box, label), box }
}
