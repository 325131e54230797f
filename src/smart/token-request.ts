import { readText } from '../fhir/http/answer-text.ts'
import { parseInert } from '../fhir/http/inert-json.ts'

/** Bytes; the longest token responses seen have a hundredth of this. */
const largestAnswer = 1024 * 1024

/** A token endpoint answered with an error (RFC 6749 5.2). */
class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal'

  readonly status: number
  readonly headers: Headers
  /** An error code such as `invalid_grant`, if the answer has one. */
  readonly error: string | undefined

  constructor({ status, headers }: Response, error?: string) {
    super('The token endpoint refused.')
    this.status = status
    this.headers = headers
    this.error = error
  }
}

interface Refusal {
  readonly status: number
  readonly headers: Headers
  readonly error?: string
}

/** What a token endpoint said when it refused; undefined for any other error. */
export function refusalOf(error: unknown): Refusal | undefined {
  // Compared by name: when fhirclient is bundled beforehand, it throws a copy of this class.
  if (!(error instanceof Error) || error.name !== 'TokenRefusal') return undefined
  const { status, headers, error: name } = error as Error & Refusal
  return { status, headers, ...(name === undefined ? {} : { error: name }) }
}

/** A request to a token endpoint; the body is a form. */
interface TokenRequest {
  readonly body: string
  readonly signal?: AbortSignal
}

/**
 * Sends a form to a token endpoint and reads the JSON object in the answer, up to the size limit.
 * @throws TokenRefusal, a TypeError when no answer comes, the signal's reason, or any other Error when the answer can't be used
 */
export async function requestToken(url: string, { body, signal }: TokenRequest): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    ...(signal && { signal }),
  })
  const text = await readText(response, largestAnswer)
  if (!response.ok) throw new TokenRefusal(response, errorIn(text))
  const answer = parseInert(text)
  if (typeof answer !== 'object' || answer === null) throw new Error('The token endpoint answered without an object.')
  return { ...answer }
}

function errorIn(text: string): string | undefined {
  try {
    const answer = parseInert(text)
    const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined
    return typeof error === 'string' && /^[a-z_]+$/.test(error) ? error : undefined
  } catch {
    return undefined
  }
}
