import { overloaded } from '../../fhir/http/back-off.ts'
import { retryAfterSeconds } from '../../fhir/http/retry-after.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import { unsentAnswer } from '../../fhir/http/unsent-answer.ts'
import { isReadRequest } from '../../fhir/transaction.ts'
import { readShared, type Answer } from '../answer.ts'
import { GateClosed, type Ending, type ServerGate } from './server-gate.ts'

/** Who sends a request. This decides what happens to it while the server is in trouble. */
export type Sender =
  /** A person waits at a screen for the answer: the request waits. */
  | 'screen'
  /** The recorder: changes are sent at once. So are its questions, but if the server fails, they wait for a moment and are asked later. */
  | 'record'
  /** Nobody waits, and the data is kept for later: nothing is sent while the server is in trouble. */
  | 'delivery'

const patienceMs: Readonly<Record<Sender, number>> = { screen: Infinity, record: 2_000, delivery: 0 }

const notAsked = 'The server has too much to do. Slotline did not ask it.'

/**
 * A Transport through a server's gate. A request that the gate refuses gets a 429 of our own making, which says that nothing was sent
 * and when to come back. `$hold` and `$book` of the recorder never wait: a user's click is one request, and its answer may be a
 * refusal. Nor do the recorder's few questions wait for a server that is only slow: the change after them would be sent when nobody
 * looks any more. A request ends with its answer's last byte, since a server in trouble may send a head and no body. So the returned
 * response has been read already; callers get its content by `ask`.
 * @param base FHIR base URL of the server
 */
export function gatedTransport(transport: Transport, gate: ServerGate, base: string, sender: Sender, now = Date.now): Transport {
  const isFailing = () => gate.state().untilInstant !== undefined
  const enter = (request: Request) =>
    sender === 'record' && !(isFailing() && isReadRequest(request, base)) ? gate.pass() : gate.enter(request.signal, patienceMs[sender])
  return async (request) => {
    let leave: (ending: Ending) => void
    try {
      leave = await enter(request)
    } catch (error) {
      if (!(error instanceof GateClosed)) throw error
      const { untilInstant } = error
      return unsentAnswer({ status: 429, code: 'throttled', diagnostics: notAsked, untilInstant, nowInstant: now() })
    }
    const sentInstant = now()
    const sent = transport(request)
    leave(endingOf(await readShared(sent, request), request.signal, sentInstant, now()))
    return sent
  }
}

function endingOf(answer: Answer, { aborted }: AbortSignal, sentInstant: number, nowInstant: number): Ending {
  if (answer.kind === 'unanswered') return { kind: answer.cause === 'timeout' ? 'overloaded' : aborted ? 'given-up' : 'failed' }
  const { status, headers } = answer
  if (overloaded.includes(status)) {
    const wish = retryAfterSeconds(headers, nowInstant)
    return { kind: 'overloaded', ...(wish === undefined ? {} : { retryAfterSeconds: wish }) }
  }
  // 501 is about the request, not about the server's health.
  return status >= 500 && status !== 501 ? { kind: 'failed' } : { kind: 'answered', tookMs: nowInstant - sentInstant }
}
