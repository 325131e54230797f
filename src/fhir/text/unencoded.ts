import { plainText } from './plain-text.ts'

/** Each round undoes one encoding that lies within another; of one that is repeated, all layers at once. */
const mostRounds = 4

const percent = /(?:%(?:25)*[\da-f]{2})+/gi
const escaped = /(?<!\\)\\+(?:u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|x([\da-fA-F]{2})|(["'/])|[nrt](?![a-z]{2}))/g
const entity = /&(?:amp;)*(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z])(acute|breve|caron|cedil|circ|dblac|dot|grave|macr|ogon|ring|tilde|uml)|(\w{2,8}));?/gi

/** The endings of HTML's names for letters with a mark, and the combining mark that each stands for. */
const marks: Readonly<Record<string, string>> = {
  ...{ acute: '\u0301', breve: '\u0306', caron: '\u030c', cedil: '\u0327', circ: '\u0302', dblac: '\u030b', dot: '\u0307' },
  ...{ grave: '\u0300', macr: '\u0304', ogon: '\u0328', ring: '\u030a', tilde: '\u0303', uml: '\u0308' },
}

const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', colon: ':', equals: '=', sol: '/', num: '#', percnt: '%' },
    ...{ commat: '@', period: '.', comma: ',', plus: '+', hyphen: '-', dash: '-', lowbar: '_', shy: '', bsol: '\\' },
    ...{ szlig: 'ß', aelig: 'æ', AElig: 'Æ', oelig: 'œ', OElig: 'Œ', oslash: 'ø', Oslash: 'Ø', lstrok: 'ł', Lstrok: 'Ł' },
    ...{ eth: 'ð', ETH: 'Ð', thorn: 'þ', THORN: 'Þ', dstrok: 'đ', Dstrok: 'Đ', inodot: 'ı', imath: 'ı' },
  }),
)

/**
 * A text as people would read it: without the encodings of URLs, of JSON within JSON and of HTML, which hide names and tokens from
 * whoever looks for them, and without what can't be seen, which does so too. What is none of these stays as it is.
 */
export function unencoded(text: string): string {
  return inRounds(text, (rest) => unescaped(rest.replace(percent, fromPercent)))
}

/** The same but for URL encoding: URLs stay as they were, and end where they did. */
export function unescaped(text: string): string {
  return inRounds(text, (rest) => rest.replace(escaped, fromEscape).replace(entity, fromEntity))
}

function inRounds(text: string, undo: (text: string) => string): string {
  let rest = text
  for (let round = 0; round < mostRounds; round++) {
    const undone = undo(rest)
    const left = plainText(undone, undone.length)
    if (left === rest) break
    rest = left
  }
  return rest
}

/** Decodes UTF-8, or else Latin-1, which old servers use. */
function fromPercent(found: string): string {
  const bytes = found.replace(/%(?:25)*(?=[\da-f]{2})/gi, '%')
  try {
    return decodeURIComponent(bytes)
  } catch {
    return bytes.replace(/%(..)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  }
}

function fromEscape(found: string, unicode?: string, braced?: string, byte?: string, quoted?: string): string {
  const code = unicode ?? braced ?? byte
  return code === undefined ? (quoted ?? ' ') : characterOf(parseInt(code, 16), found)
}

function fromEntity(found: string, decimal?: string, hexadecimal?: string, letter?: string, mark?: string, name?: string): string {
  if (letter !== undefined && mark !== undefined) return `${letter}${marks[mark.toLowerCase()] ?? ''}`.normalize('NFC')
  if (name !== undefined) return named.get(name) ?? found
  return characterOf(decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal), found)
}

function characterOf(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
}
