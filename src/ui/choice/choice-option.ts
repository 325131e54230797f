/** An option of a choice field. */
export interface ChoiceOption {
  /** Identifies the option, such as a code or a reference. */
  readonly value: string
  readonly label: string
  /** Shown below the label, such as a place, a specialty or a code system. Searched as well. */
  readonly hint?: string | undefined
  /** Options of one group stand together under its name, in the order given. */
  readonly group?: string | undefined
}

/** The option with this value. A value without an option, such as one typed freely or chosen on another day, is its own label. */
export function optionFor(options: readonly ChoiceOption[], value: string): ChoiceOption {
  return options.find((option) => option.value === value) ?? { value, label: value }
}

/** The option that a typed text means: the one with that label, ignoring case, else the text itself. Undefined for blanks. */
export function optionTyped(options: readonly ChoiceOption[], text: string): ChoiceOption | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  const wanted = typed.toLocaleLowerCase()
  return options.find((option) => option.label.toLocaleLowerCase() === wanted) ?? { value: typed, label: typed }
}

/** The options in which every typed word begins a word of the label, the hint or the group, whatever its case and accents. */
export function matchingOptions(options: readonly ChoiceOption[], text: string): ChoiceOption[] {
  const wanted = words(text)
  return options.filter(({ label, hint = '', group = '' }) => {
    const offered = words(`${label} ${hint} ${group}`)
    return wanted.every((word) => offered.some((candidate) => candidate.startsWith(word)))
  })
}

function words(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
