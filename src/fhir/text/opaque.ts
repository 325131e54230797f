/** Separates the words of a programmer's name for something. */
const seam = /[-_+/=~%]+|(?<=[a-z])(?=[A-Z])/

/** No word, not even an abbreviation, has more letters than this, or five consonants in a row. */
const longestWord = 19
const unspeakable = /[bcdfghj-np-tvwxz]{5}/i

/** The most letters of a word without a vowel, and the fewest that the words of a name have on average. */
const longestMute = 3
const usualWord = 5

/**
 * Whether a long text without a blank is random machine output, such as a token. Letters alone may be a name made of words:
 * `getServerConformanceStatement`, `terminology-server`. In doubt, the text is taken for a token.
 */
export function isOpaque(text: string): boolean {
  if (!/[A-Za-z]/.test(text)) return false
  if (/\d/.test(text)) return true
  const words = text.split(seam).filter(Boolean)
  return text.length < usualWord * words.length || !words.every(text === text.toUpperCase() ? isSpeakable : isWord)
}

function isWord(text: string): boolean {
  return /^[A-Z]?[a-z]+$/.test(text) && isSpeakable(text)
}

function isSpeakable(text: string): boolean {
  return text.length <= longestWord && (text.length <= longestMute || /[aeiouy]/i.test(text)) && !unspeakable.test(text)
}
