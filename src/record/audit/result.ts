import { resourcesOf } from '../../fhir/bundles.ts'
import { isSerious, issuesOfAll, type Issue, wordsOf } from '../../fhir/issues.ts'
import { resourceTypeOf } from '../../fhir/resources.ts'
import type { Answer } from '../../scheduling/answer.ts'
import type { Outcome } from '../../scheduling/outcome.ts'
import type { Result, ToldResult } from './exchange.ts'

/** The result of a transaction whose page was closed before the answer. */
export const unanswered: ToldResult = { code: '8', words: 'No usable answer: the page was closed before one came.' }

/** A mistake of the program, not of a server or the network (those are TypeError, TimeoutError, AbortError); else undefined. */
export function resultOfFault(error: unknown): ToldResult | undefined {
  const isOurs = error instanceof RangeError || error instanceof ReferenceError || error instanceof SyntaxError
  return isOurs ? { code: '12', words: `The app could not go on: ${error.name}.` } : undefined
}

/** How `$hold` or `$book` ended, from what the journal says of its answer. */
export function resultOfOutcome(outcome: Outcome): Result {
  const { issues } = outcome
  switch (outcome.kind) {
    case 'success':
    case 'pending':
      return { code: '0' }
    case 'rejected':
    case 'conflict':
      return failed('4', issues, outcome.kind === 'conflict' ? 'The appointment is gone or was changed.' : 'The server refused.')
    case 'session-ended':
      return failed('8', issues, 'The session had ended (HTTP 401).')
    case 'forbidden':
      return failed('8', issues, 'The server forbade it (HTTP 403).')
    case 'busy':
      return failed('8', issues, 'The server was busy.')
    case 'unconfirmed':
      return failed('8', issues, outcome.doubt ? 'The answer was about another patient.' : 'The answer contradicted itself or the request.')
    case 'unknown':
      return failed('8', issues, `No usable answer: ${outcome.doubt}.`)
  }
}

/** How a `$find` or a search ended, from its answer. */
export function resultOfAnswer(answer: Answer): Result {
  if (answer.kind === 'unanswered') return failed('8', [], `No usable answer: ${answer.cause}.`)
  const { status, body } = answer
  const value = body.kind === 'json' ? body.value : {}
  const resources = [value, ...(resourceTypeOf(value) === 'Bundle' ? resourcesOf(value) : [])]
  // Filtered by type first: hardly any of ten thousand resources is an OperationOutcome.
  const issues = issuesOfAll(resources.filter((resource) => resourceTypeOf(resource) === 'OperationOutcome'))
  if (status >= 300) return failed(isServerTrouble(status) ? '8' : '4', issues, `HTTP ${status}`)
  if (body.kind !== 'json') return failed('8', [], `No usable answer: ${body.kind}.`)

  const isRefused = issues.some(isSerious) && !resources.some((resource) => resourceTypeOf(resource) === 'Appointment')
  if (isRefused) return failed('4', issues, 'The server refused.')
  const answersIt = ['Bundle', 'Appointment', 'Parameters'].includes(resourceTypeOf(value) ?? '')
  return answersIt ? { code: '0' } : failed('8', issues, 'No usable answer: unexpected-content.')
}

/** With 401, 403, 429 and 5xx the server didn't object to the content. Redirects are none of FHIR's answers. */
function isServerTrouble(status: number): boolean {
  return status < 400 || status >= 500 || [401, 403, 429].includes(status)
}

function failed(code: '4' | '8', issues: readonly Issue[], otherwise: string): Result {
  const serverWords = wordsOf(issues).join('; ')
  return serverWords === '' ? { code, words: otherwise } : { code, serverWords }
}
