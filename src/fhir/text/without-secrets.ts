import { folded } from './folded.ts'
import { knownSecrets, type Secrets } from './secrets.ts'
import type { HumanName, Patient } from '../types.ts'

/** Longer texts are no names, but something that a server put in their place. */
const longest = 300

/** Shorter ones occur within ordinary words. */
const shortest = 3

/** Scripts without spaces between words: two letters in them count as a name anywhere. */
const unspaced = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]{2}/u

const wordLetter = /[\p{L}\p{N}]/u

/** Secrets by their first unit, the longest first. */
type Index = ReadonlyMap<string, readonly string[]>

/** An index contains names too, so it must vanish together with the secrets that it was made from. */
const made = new WeakMap<Secrets, { readonly size: number; readonly index: Index }>()

/** The text with `[name]` in place of everything that the session knows of patients, however it is spelled. */
export function withoutSecrets(text: string, secrets: Secrets = knownSecrets()): string {
  const index = indexOf(secrets)
  if (index.size === 0) return text
  const { text: plain, starts, ends } = folded(text)
  let result = ''
  let done = 0
  for (let at = 0; at < plain.length; ) {
    const secret = index.get(plain.charAt(at))?.find((one) => standsAt(plain, at, one))
    if (secret === undefined) {
      at += 1
      continue
    }
    result += `${text.slice(done, Math.max(done, starts[at] ?? 0))}[name]`
    at += secret.length
    // Includes the accents that follow the last letter, and all of a character that folds to two.
    done = Math.max(ends[at - 1] ?? 0, starts[at] ?? text.length)
  }
  return result + text.slice(done)
}

/** Names of one or two letters count only as words of their own. */
function standsAt(text: string, at: number, secret: string): boolean {
  if (!text.startsWith(secret, at)) return false
  if (secret.length >= shortest || unspaced.test(secret)) return true
  return !wordLetter.test(text.charAt(at - 1)) && !wordLetter.test(text.charAt(at + secret.length))
}

function indexOf(secrets: Secrets): Index {
  const size = secrets.patients.size + secrets.names.size
  const last = made.get(secrets)
  if (last?.size === size) return last.index
  const all = new Set([...secrets.patients].flatMap(secretsOf))
  for (const name of secrets.names) for (const part of nameParts([{ text: name }])) all.add(part)
  const index = new Map<string, string[]>()
  for (const one of [...all].sort((a, b) => b.length - a.length)) {
    const first = one.charAt(0)
    const others = index.get(first)
    if (others) others.push(one)
    else index.set(first, [one])
  }
  made.set(secrets, { size, index })
  return index
}

function secretsOf({ id, name, birthDate, identifier = [], telecom = [], address = [] }: Patient): string[] {
  const texts = [
    id,
    birthDate,
    ...identifier.map(({ value }) => value),
    ...telecom.map(({ value }) => value),
    ...address.flatMap(({ text, line = [], postalCode }) => [text, ...line, postalCode]),
  ]
  const others = texts.flatMap((text) => (text && text.length <= longest ? [text, ...text.split(/[\s,]+/)] : []))
  return [...nameParts(name), ...others.map((text) => folded(text).text).filter((text) => text.length >= shortest)]
}

/** Whole names and each of their words; single letters only in a script where they are words. */
function nameParts(names: readonly HumanName[] = []): string[] {
  const texts = names.flatMap(({ text, family, given = [] }) => [text, family, ...given])
  const parts = texts.flatMap((text) => (text && text.length <= longest ? [text, ...text.split(/[^\p{L}\p{M}\p{N}]+/u)] : []))
  return parts.map((text) => folded(text.trim()).text).filter((text) => text.length > 1 || /^[\p{sc=Han}]$/u.test(text))
}
