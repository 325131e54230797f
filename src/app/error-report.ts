import { version } from '../../package.json'
import { knownSecrets } from '../fhir/secrets.ts'
import { ProtocolError } from '../scheduling/failure.ts'

/** What went wrong last; enough to see what led to it. Redacted before it is kept. */
const kept: string[] = []
const mostKept = 5
/** Characters of one stack, once it is redacted. */
const longestStack = 4000

/**
 * Notes a mistake of the program for the report, as soon as the redactor is there; most sessions need none. What the session knows
 * of patients may be forgotten until then, so it is taken along.
 */
export async function noteError(error: unknown, atInstant = Date.now()): Promise<void> {
  const [words, secrets] = [wordsOf(error), knownSecrets()]
  const told = await import('../fhir/redactor.ts').then(
    ({ redacted }) => redacted(words, longestStack, secrets),
    () => 'A mistake that could not be redacted',
  )
  kept.push(`${new Date(atInstant).toISOString()} ${told}`)
  if (kept.length > mostKept) kept.shift()
}

/**
 * Everything that may be told of a mistake: version, time, screen, what went wrong. No ids, names or tokens: it is made for an
 * e-mail to the IT department.
 * @param route path behind `#`; only its first part is told
 */
export function errorReport(route: string, atInstant = Date.now()): string {
  const screen = /^\/[a-z-]*/.exec(route)?.[0] ?? ''
  return [`Slotline ${version}`, new Date(atInstant).toISOString(), `Screen: ${screen}`, ...kept].join('\n')
}

/** Listens for what nobody caught. */
export function watchErrors(target: Window): void {
  target.addEventListener('error', ({ error }) => void noteError(error))
  target.addEventListener('unhandledrejection', ({ reason }) => void noteError(reason))
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return `Not an error: ${typeof error}`
  const kind = error instanceof ProtocolError ? ` (${kindOf(error)})` : ''
  // Some browsers begin a stack with the message, others don't.
  const stack = (error.stack ?? '').replace(`${error.name}: ${error.message}`, '').trim()
  return `${error.name}: ${error.message}${kind}\n${stack}`
}

function kindOf({ failure }: ProtocolError): string {
  return failure.kind === 'no-answer' ? `${failure.kind}, ${failure.doubt}` : failure.kind
}
