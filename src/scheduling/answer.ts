import { ExcessiveAnswer, readText } from '../fhir/http/answer-text.ts'
import { parseInert } from '../fhir/http/inert-json.ts'
import { isRecord } from '../fhir/resources.ts'
import { knownTokens, tokensIn, withoutTokensIn, type KnownTokens } from '../fhir/text/tokens.ts'
import type { Transport } from '../fhir/http/transport.ts'
import { WaitStopped } from './gate/server-gate.ts'

/** What came back for one request, before anything judged it. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly body: Body }
  | { readonly kind: 'unanswered'; readonly cause: 'timeout' | 'aborted' | 'connection-lost' }

export type Body =
  | { readonly kind: 'json'; readonly value: Record<string, unknown> }
  /** `excessive`: cut off because it was larger than any legitimate answer. */
  | { readonly kind: 'empty' | 'html' | 'broken-json' | 'not-an-object' | 'excessive' }

/** Sends one request and reads its answer whole. Never throws: a lost connection is an answer too. */
export async function ask(transport: Transport, request: Request): Promise<Answer> {
  const tokens = knownTokens()
  try {
    const response = await transport(request)
    return sharedAnswers.get(response) ?? (await read(response, request, tokens))
  } catch (error) {
    return { kind: 'unanswered', cause: causeOf(error, request.signal) }
  }
}

/** How many characters each answer had, keyed by its parsed JSON object. */
const sizes = new WeakMap<object, number>()

/** How many characters the answer with this parsed JSON had; 0 for an object that is no answer. */
export function charactersOf(value: object): number {
  return sizes.get(value) ?? 0
}

const sharedAnswers = new WeakMap<Response, Answer>()

/**
 * Reads the answer for a layer between the caller and the server. A caller that later passes the same response to `ask` gets this same
 * answer, because copying and parsing thousands of offers twice would delay it.
 */
export async function readShared(sent: Promise<Response>, request: Request): Promise<Answer> {
  const tokens = knownTokens()
  try {
    const response = await sent
    const answer = sharedAnswers.get(response) ?? (await read(response, request, tokens))
    sharedAnswers.set(response, answer)
    return answer
  } catch (error) {
    return { kind: 'unanswered', cause: causeOf(error, request.signal) }
  }
}

/** @param tokens the tokens known when the request was sent; they are removed, because people and the journal see what a server says */
async function read(response: Response, { signal }: Request, tokens: KnownTokens): Promise<Answer> {
  try {
    const { status, headers } = response
    return { kind: 'answered', status, headers, body: await readBody(response, tokens) }
  } catch (error) {
    return { kind: 'unanswered', cause: causeOf(error, signal) }
  }
}

async function readBody(response: Response, tokens: KnownTokens): Promise<Body> {
  try {
    return bodyOf(await readText(response), tokens)
  } catch (error) {
    if (error instanceof ExcessiveAnswer) return { kind: 'excessive' }
    throw error
  }
}

function bodyOf(text: string, tokens: KnownTokens): Body {
  if (text.trim() === '') return { kind: 'empty' }
  try {
    const parsed = parseInert(text)
    const pattern = tokensIn(text, tokens)
    const value = pattern ? withoutTokensIn(parsed, pattern) : parsed
    if (!isRecord(value)) return { kind: 'not-an-object' }
    sizes.set(value, text.length)
    return { kind: 'json', value }
  } catch {
    return { kind: text.trimStart().startsWith('<') ? 'html' : 'broken-json' }
  }
}

/** When an answer stops half-way, browsers report only an abort. If the caller did not abort, the time limit did. */
function causeOf(error: unknown, signal: AbortSignal): 'timeout' | 'aborted' | 'connection-lost' {
  if (error instanceof WaitStopped) return 'aborted'
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'AbortError') return signal.aborted ? 'aborted' : 'timeout'
  return name === 'TimeoutError' ? 'timeout' : 'connection-lost'
}
