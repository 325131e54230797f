import { isSerious, type Issue } from '../fhir/issues.ts'
import { retryAfterSeconds } from '../fhir/http/retry-after.ts'
import { contentOf } from './answer-content.ts'
import type { Answer } from './answer.ts'
import type { Doubt } from './outcome.ts'

/** Why a question (a search, a read) got no usable answer. Questions change nothing, so most may be asked again. */
export type Failure =
  | { readonly kind: 'no-answer'; readonly doubt: Doubt; readonly status?: number; readonly issues: readonly Issue[] }
  | { readonly kind: 'session-ended'; readonly issues: readonly Issue[] }
  | { readonly kind: 'forbidden'; readonly issues: readonly Issue[] }
  | { readonly kind: 'not-found'; readonly issues: readonly Issue[] }
  | { readonly kind: 'refused'; readonly status: number; readonly issues: readonly Issue[] }
  | { readonly kind: 'busy'; readonly retryAfterSeconds?: number; readonly issues: readonly Issue[] }
  /** A page link that leaves the server or repeats itself, or pages that are more than can be right. */
  | { readonly kind: 'unsafe-link'; readonly issues: readonly Issue[] }

/** The only error that questions throw. Its message is for developers and contains no patient data. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(`Unusable answer: ${failure.kind}${failure.kind === 'no-answer' ? `, ${failure.doubt}` : ''}`)
    this.failure = failure
  }
}

/**
 * The JSON object that answers a question.
 * @throws ProtocolError for every other answer
 */
export function jsonOf(answer: Answer, nowInstant: number): Record<string, unknown> {
  if (answer.kind === 'unanswered') throw new ProtocolError({ kind: 'no-answer', doubt: answer.cause, issues: [] })
  const { status, body, headers } = answer
  if (status < 300 && body.kind === 'json') return body.value
  const { issues } = contentOf(body.kind === 'json' ? body.value : undefined)
  if (status === 401) throw new ProtocolError({ kind: 'session-ended', issues })
  if (status === 403) throw new ProtocolError({ kind: 'forbidden', issues })
  if (status === 404 || status === 410) throw new ProtocolError({ kind: 'not-found', issues })
  if (status === 429 || status === 503) {
    const seconds = retryAfterSeconds(headers, nowInstant)
    throw new ProtocolError({ kind: 'busy', issues, ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }) })
  }
  if (status >= 500) throw new ProtocolError({ kind: 'no-answer', doubt: 'server-error', status, issues })
  if (status >= 300) throw new ProtocolError({ kind: 'refused', status, issues })
  const doubt = body.kind === 'json' || body.kind === 'not-an-object' ? 'unexpected-content' : body.kind
  throw new ProtocolError({ kind: 'no-answer', doubt, status, issues: [] })
}

/**
 * The Bundle that answers a question. A lone OperationOutcome with an error is a refusal.
 * @throws ProtocolError
 */
export function bundleOf(answer: Answer, nowInstant: number): Record<string, unknown> {
  const value = jsonOf(answer, nowInstant)
  if (value.resourceType === 'Bundle') return value
  const { issues } = contentOf(value)
  if (issues.some(isSerious)) throw new ProtocolError({ kind: 'refused', status: 200, issues })
  throw new ProtocolError({ kind: 'no-answer', doubt: 'unexpected-content', issues })
}
