/** A text as it is compared: without case, accents and what can't be seen, and where each unit of it stood. */
export interface Folded {
  readonly text: string
  /** For each unit, where its character began in the text as it was, and where it ended. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/**
 * Folds one character after the other, because what is in capitals, or taken apart, may be longer or shorter: an index into
 * `text.toLowerCase()` is none into `text`.
 */
export function folded(text: string): Folded {
  let result = ''
  const [starts, ends]: [number[], number[]] = [[], []]
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const piece = character.normalize('NFKD').toUpperCase().toLowerCase().replace(/[\p{M}\p{DI}]/gu, '')
    starts.push(...Array<number>(piece.length).fill(at))
    ends.push(...Array<number>(piece.length).fill(end))
    result += piece
    at = end
  }
  return { text: result, starts, ends }
}
