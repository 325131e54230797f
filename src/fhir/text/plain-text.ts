/** Most texts consist only of these characters. */
const ordinary = /^[ -~\xa1-\xac\xae-\u02ff]*$/

/**
 * Characters that are invisible or rearrange the text around them: controls but tab and line feed; those that Unicode has every program
 * draw as nothing; other formatting characters but the visible number signs of Arabic; blanks that are no spaces; half characters.
 * Names that differ only in these would look alike.
 *
 * Joiners matter to spelling where letters join or stack; anywhere else they can only hide. They stay after a letter, with up to four
 * marks, of the blocks of such scripts: Arabic, Syriac, N'Ko, Mandaic, and those of India and Sri Lanka; Tibetan and Myanmar; Khmer,
 * Mongolian and what follows them; the younger letters of all these, and Javanese; Rohingya and the historic ones; Adlam.
 */
const unseen =
  /(?![\t\n\u0600-\u061b\u06dd-\u08e2]|(?<=(?=\p{L})[\u0600-\u077f\u07c0-\u0dff\u0f00-\u109f\u1780-\u1bff\ua840-\uaa7f\u{10d00}-\u{11fff}\u{1e900}-\u{1e95f}]\p{M}{0,4})[\u200c\u200d])[\p{DI}\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u2800\u{16fe4}]/gu

/** Marks piled on one letter cover the lines around it; no orthography needs more than four. */
const pile = /(\p{M}{4})\p{M}+/gu

/** How many characters of a text that people write freely are shown: a page. */
export const longestFreeText = 4000

/**
 * A server's text as it may be shown: without invisible characters, and cut to `longest` characters, with an ellipsis. Markup stays in
 * it as text: whoever shows it must not interpret it, and React doesn't.
 */
export function plainText(text: string, longest = 300): string {
  if (text.length <= longest && ordinary.test(text)) return text
  // Cut first, with some room for the final cut, so that nothing processes a megabyte.
  const seen = text
    .slice(0, 4 * longest)
    .replace(/\r\n?/g, '\n')
    .replace(unseen, '')
    .replace(pile, '$1')
  const characters = Array.from(seen)
  return characters.length <= longest && text.length <= 4 * longest ? seen : `${characters.slice(0, longest - 1).join('')}…`
}
