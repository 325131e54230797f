/** Lower case without accents, as FHIR's string search compares. */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** FHIR's string search. By default the beginning must match, without case and accents; with `exact`, the text itself. */
export function matchesText(own: string, wanted: string, how: 'starts' | 'exact' | 'contains'): boolean {
  if (how === 'exact') return own === wanted
  return how === 'starts' ? plain(own).startsWith(plain(wanted)) : plain(own).includes(plain(wanted))
}

/** Splits a search value at its commas; `\,`, `\|`, `\$` and `\\` stand for themselves. */
export const alternatives = (value: string): string[] =>
  (value.match(/(?:\\.|[^,\\])+/g) ?? []).map((part) => part.replace(/\\([,|$\\])/g, '$1'))
