/** Most texts consist of these only. */
const ordinary = /^[ -~\xa1-\xac\xae-\u02ff]*$/

/**
 * What can't be seen, or turns what is around it: controls but tab and line feed; what Unicode has every program draw as nothing;
 * other formatting characters but the number signs of Arabic, which are visible; blanks that are no spaces; halves of a character.
 * Two names that differ in these only would look alike.
 *
 * Joiners spell words where letters join or stack, and can only hide anywhere else. They stay after a letter, with up to four marks, of the
 * blocks of such scripts: Arabic, Syriac, N'Ko, Mandaic, and those of India and Sri Lanka; Tibetan and Myanmar; Khmer, Mongolian and
 * what follows them; the younger letters of all these, and Javanese; Rohingya and the historic ones; Adlam.
 */
const unseen =
  /(?![\t\n\u0600-\u061b\u06dd-\u08e2]|(?<=(?=\p{L})[\u0600-\u077f\u07c0-\u0dff\u0f00-\u109f\u1780-\u1bff\ua840-\uaa7f\u{10d00}-\u{11fff}\u{1e900}-\u{1e95f}]\p{M}{0,4})[\u200c\u200d])[\p{DI}\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u2800\u{16fe4}]/gu

/** Marks piled on one letter cover the lines around it; no orthography needs more than four. */
const pile = /(\p{M}{4})\p{M}+/gu

/** Characters that a text is shown with where people write freely: a page. */
export const longestFreeText = 4000

/**
 * A server's text as it may be shown: without what can't be seen, and cut to `longest` characters, with an ellipsis. It is
 * still text: markup in it is for whoever shows it to leave alone, which React does.
 */
export function plainText(text: string, longest = 300): string {
  if (text.length <= longest && ordinary.test(text)) return text
  // Enough to be cut again, before anything walks over a megabyte.
  const seen = text
    .slice(0, 4 * longest)
    .replace(/\r\n?/g, '\n')
    .replace(unseen, '')
    .replace(pile, '$1')
  const characters = Array.from(seen)
  return characters.length <= longest && text.length <= 4 * longest ? seen : `${characters.slice(0, longest - 1).join('')}…`
}
