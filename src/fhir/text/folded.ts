/** A text in the form in which texts are compared: without case, accents and invisible characters. */
export interface Folded {
  readonly text: string
  /** For each unit of the folded text, where its character began and ended in the original text. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/**
 * Folds character by character, because capitals and decomposed letters may be longer or shorter: an index into `text.toLowerCase()`
 * need not be valid in `text`.
 */
export function folded(text: string): Folded {
  let result = ''
  const [starts, ends]: [number[], number[]] = [[], []]
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const piece = character.normalize('NFKD').toUpperCase().toLowerCase().replace(/(?![\t\n\r])[\p{M}\p{DI}\p{Cc}]/gu, '')
    starts.push(...Array<number>(piece.length).fill(at))
    ends.push(...Array<number>(piece.length).fill(end))
    result += piece
    at = end
  }
  return { text: result, starts, ends }
}
