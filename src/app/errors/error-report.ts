import { version } from '../../../package.json'
import { knownSecrets } from '../../fhir/text/secrets.ts'

interface Note {
  told: string
  /** Resolves when it is redacted, or can't be. */
  readonly done: Promise<void>
}

/** What went wrong last; enough to see what led to it. Only its kind until it is redacted. */
const kept: Note[] = []
const mostKept = 5
/** Characters of one stack, once it is redacted. */
const longestStack = 4000
/** Longer than this a browser would not take a click for the reason to copy (milliseconds). */
const longestWait = 2000

/**
 * Notes a mistake of the program for the report. Its words are told as soon as the redactor is there; most sessions need none. What the
 * session knows of patients may be forgotten until then, so it is taken along.
 */
export function noteError(error: unknown): Promise<void> {
  const [words, secrets, at] = [wordsOf(error), knownSecrets(), new Date().toISOString()]
  const done = import('../../fhir/text/redactor.ts').then(
    ({ redacted }) => void (note.told = `${at} ${redacted(words, longestStack, secrets)}`),
    () => undefined,
  )
  const note: Note = { told: `${at} ${kindOf(error)} (no details)`, done }
  kept.push(note)
  if (kept.length > mostKept) kept.shift()
  return done
}

/**
 * Everything that may be told of a mistake: version, time, screen, what went wrong. No ids, names or tokens: it is made for an
 * e-mail to the IT department.
 * @param route path behind `#`; only its first part is told
 */
export async function errorReport(route: string): Promise<string> {
  await Promise.race([Promise.all(kept.map(({ done }) => done)), new Promise((resolve) => setTimeout(resolve, longestWait))])
  const screen = /^\/[a-z-]*/.exec(route)?.[0] ?? ''
  return [`Slotline ${version}`, new Date().toISOString(), `Screen: ${screen}`, ...kept.map(({ told }) => told)].join('\n')
}

/** Listens for what nobody caught. */
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

/** What may be told of any mistake: nothing that came from a server. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return `Not an error: ${typeof error}`
  return /^\w+Error$/.test(error.name) ? error.name : 'Error'
}
