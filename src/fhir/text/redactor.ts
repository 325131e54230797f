import { isOpaque } from './opaque.ts'
import { plainText } from './plain-text.ts'
import type { Secrets } from './secrets.ts'
import { withoutTokens, type KnownTokens } from './tokens.ts'
import { unencoded, unescaped } from './unencoded.ts'
import { withoutSecrets } from './without-secrets.ts'

type Rule = readonly [RegExp, string | ((found: string) => string)]

/** Resource types that stay in a redacted reference: the type tells what had a problem. */
const types = 'Patient|RelatedPerson|Person|Practitioner|PractitionerRole|Appointment|AppointmentResponse|Slot|Schedule|Location|Organization|HealthcareService|Encounter|ServiceRequest|AuditEvent|Provenance|Bundle|OperationOutcome'

const url = String.raw`https?:\/\/[^\s"'<>()]+`

/** Long runs without a space that only machines write: letters and digits, in the alphabets of base64 and of URLs among others. */
const opaque = String.raw`(?<![\w+/=~%-])(?!(?:${types})\/)[\w+/=~%-]{20,}`

/** A part of a URL's path. */
const segment = /(?<![\w%+=~-])[\w%+=~-]{20,}/g

/** The order matters: a URL goes before what it may contain, a token before its digits, all of them before names that might break them. */
const structural: readonly Rule[] = [
  [/\bBearer(?:\s|%20|[+:=])+["']?\S+/gi, 'Bearer [token]'],
  [/(?<![\w-])[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]'],
  [/:\/\/[^\s/?#"'<>]*@/g, '://[secret]@'],
  // Of a URL, the server and the path's words stay; the query goes.
  [/(https?:\/\/[^\s?#"'<>)]*)[?#][^\s"'<>)]*/gi, '$1?[query]'],
  [/(?<=[\w$/\]])\?(?=[\w.:-]+=)[^\s"'<>)]*/g, '?[query]'],
  [/\b((?:access_|refresh_|id_)?token|code|state|code_verifier|client_secret|launch|password)(["']?\s*[=:]\s*["']?|["']\s*,\s*["'])[^\s&"',;}]+/gi, '$1$2[secret]'],
  // In a sentence, only what looks like a secret: digits, capitals and small letters.
  [/\b([Tt]oken|[Cc]ode|[Ss]ecret|[Pp]assword)(\s+["']?)(?=[^\s"']*\d)(?=[^\s"']*[a-z])(?=[^\s"']*[A-Z])[^\s"']{6,}/g, '$1$2[secret]'],
  [/(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '[id]'],
  [new RegExp(`${url}|${opaque}`, 'gi'), withoutToken],
  [/(?<![\da-f])(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{16,}/gi, '[token]'],
  [/\b([A-Z][A-Za-z]+)(\/|%2[Ff])(?!\[|\$|_search|_history)[^\s/?#"'<>()[\]{},;:]*[^\s/?#"'<>()[\]{},;:.]/g, '$1$2[id]'],
]

const months = String.raw`(?:jan|feb|fév|mar|mär|ma\u0308r|apr|avr|abr|may|mai|jun|jul|aug|aoû|ago|sep|oct|okt|nov|dec|déc|dez|dic)[\p{L}\p{M}]*`

/** As FHIR and people write them, in any language that puts numbers and a month's name together. */
const dates: readonly Rule[] = [
  [/\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?/g, '[date]'],
  [/\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/g, '[date]'],
  [/\b\d{4}[./]\d{1,2}[./]\d{1,2}\b/g, '[date]'],
  [new RegExp(String.raw`\b\d{4}[\s,.-]+${months}\.?[\s-]+\d{1,2}(?:st|nd|rd|th)?\b`, 'giu'), '[date]'],
  [/\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?/g, '[date]'],
  [/\b\d{1,2}(?:\.|º|st|nd|rd|th|er)?(?:\s+(?:de|of))?[\s-]+[\p{L}\p{M}]{3,}\.?,?(?:\s+de)?[\s-]+\d{4}\b/giu, '[date]'],
  [/(?<![\p{L}\p{M}])[\p{L}\p{M}]{3,}\.?[\s-]+\d{1,2}(?:st|nd|rd|th)?,?[\s-]+\d{4}\b/giu, '[date]'],
  [new RegExp(String.raw`\b(?:\d{1,2}(?:\.|st|nd|rd|th)?[\s-]+)?${months}\.?,?[\s-]+(?:de\s+)?['’]?\d{2,4}\b`, 'giu'), '[date]'],
]

/** Telephone and record numbers, also with their digits in groups. */
const numbers: readonly Rule[] = [[/\+?\(?\d(?:[\s()/.-]{0,2}\d){4,}/g, '[number]']]

/** How many characters a cut text loses at its end, because half a name can't be recognised. */
const margin = 200

/**
 * The one way for a text to leave the app towards a log or an error report: without tokens, codes, queries, ids, dates, numbers
 * and addresses of any kind, and without what this session has read of a patient, however it is encoded. It leaves out too much
 * rather than too little.
 * @param longest characters of the result; it is cut only after it was cleaned, because half a secret looks like none
 * @param secrets and `tokens`, as they are known now; who heard the words earlier has those of then, for the session may be over
 */
export function redacted(text: string, longest = 4000, secrets?: Secrets, tokens?: KnownTokens): string {
  const most = 8 * longest
  // What a URL asks for ends at the first blank: it goes before there are blanks in it.
  const readable = unencoded(applied(withoutTokens(unescaped(text.slice(0, most)), tokens), structural))
  const structured = applied(withoutTokens(readable, tokens), [...structural, ...dates])
  const cleaned = applied(withoutSecrets(structured, secrets), numbers)
  const kept = (text.length > most ? cleaned.slice(0, -margin) : cleaned).slice(0, longest)
  // The cut may leave half a character.
  return plainText(kept, longest)
}

function applied(text: string, rules: readonly Rule[]): string {
  return rules.reduce(
    (rest, [pattern, instead]) => (typeof instead === 'string' ? rest.replace(pattern, instead) : rest.replace(pattern, instead)),
    text,
  )
}

function withoutToken(found: string): string {
  if (/^https?:/i.test(found)) return found.replace(segment, (part) => (isOpaque(part) ? '[token]' : part))
  return isOpaque(found) ? '[token]' : found
}
