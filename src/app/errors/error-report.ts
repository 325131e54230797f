import { version } from '../../../package.json'
import { knownSecrets } from '../../fhir/text/secrets.ts'
import { knownTokens } from '../../fhir/text/tokens.ts'

interface Note {
  told: string
  /** Resolves when the note is redacted, or can't be. */
  readonly done: Promise<void>
}

/** The latest errors, enough to see what led to the last one. Holds only an error's kind until its words are redacted. */
const kept: Note[] = []
const mostKept = 5
/** The most characters of one redacted stack. */
const longestStack = 4000
/** After a longer wait, a browser would no longer let a click write to the clipboard (milliseconds). */
const longestWait = 2000

/**
 * Notes a mistake of the program for the report. Its words are told as soon as the redactor is there; most sessions need none. What the
 * session knows of patients, and its tokens, may be forgotten until then, so both are taken along.
 */
export function noteError(error: unknown): Promise<void> {
  const [words, secrets, tokens, at] = [wordsOf(error), knownSecrets(), knownTokens(), new Date().toISOString()]
  const done = import('../../fhir/text/redactor.ts').then(
    ({ redacted }) => void (note.told = `${at} ${redacted(words, longestStack, secrets, tokens)}`),
    () => undefined,
  )
  const note: Note = { told: `${at} ${kindOf(error)} (no details)`, done }
  kept.push(note)
  if (kept.length > mostKept) kept.shift()
  return done
}

/**
 * All that may be said of the errors: version, time, screen, what went wrong. Without ids, names and tokens, since it is meant for
 * an e-mail to the IT department.
 * @param route the path behind `#`; the report names only its first part
 */
export async function errorReport(route: string): Promise<string> {
  await Promise.race([Promise.all(kept.map(({ done }) => done)), new Promise((resolve) => setTimeout(resolve, longestWait))])
  const screen = /^\/[a-z-]*/.exec(route)?.[0] ?? ''
  return [`Slotline ${version}`, new Date().toISOString(), `Screen: ${screen}`, ...kept.map(({ told }) => told)].join('\n')
}

/** Listens for uncaught errors and rejections. */
export function watchErrors(target: Window): void {
  target.addEventListener('error', ({ error }) => void noteError(error))
  target.addEventListener('unhandledrejection', ({ reason }) => void noteError(reason))
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return kindOf(error)
  // Some browsers begin a stack with the message, others don't.
  const stack = (error.stack ?? '').replace(`${error.name}: ${error.message}`, '').trim()
  return `${kindOf(error)}: ${error.message}\n${stack}`
}

/** The error's class, which needs no redaction because it never comes from a server. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return `Not an error: ${typeof error}`
  return /^\w+Error$/.test(error.name) ? error.name : 'Error'
}
