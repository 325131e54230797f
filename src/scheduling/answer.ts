import { isRecord } from '../fhir/resources.ts'
import type { Transport } from '../fhir/transport.ts'
import { httpDateMs } from './http-date.ts'

/** What came back for one request, before anybody judged it. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly body: Body }
  | { readonly kind: 'unanswered'; readonly cause: 'timeout' | 'aborted' | 'connection-lost' }

export type Body =
  | { readonly kind: 'json'; readonly value: Record<string, unknown> }
  | { readonly kind: 'empty' | 'html' | 'broken-json' | 'not-an-object' }

/** Sends one request and reads its answer whole. Never throws: a lost connection is an answer too. */
export async function ask(transport: Transport, request: Request): Promise<Answer> {
  try {
    const response = await transport(request)
    return { kind: 'answered', status: response.status, headers: response.headers, body: readBody(await response.text()) }
  } catch (error) {
    return { kind: 'unanswered', cause: causeOf(error) }
  }
}

function readBody(text: string): Body {
  if (text.trim() === '') return { kind: 'empty' }
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? { kind: 'json', value } : { kind: 'not-an-object' }
  } catch {
    return { kind: text.trimStart().startsWith('<') ? 'html' : 'broken-json' }
  }
}

function causeOf(error: unknown): 'timeout' | 'aborted' | 'connection-lost' {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'TimeoutError') return 'timeout'
  return name === 'AbortError' ? 'aborted' : 'connection-lost'
}

/** `Retry-After` in whole seconds, from either of its forms (RFC 9110 10.2.3); undefined when absent or unreadable. */
export function retryAfterSeconds(headers: Headers, nowInstant: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value)
  const until = httpDateMs(value)
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - nowInstant) / 1000))
}
