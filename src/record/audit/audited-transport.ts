import { nextLinkOf } from '../../fhir/bundles.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import { transactionOf } from '../../fhir/transaction.ts'
import { readShared, type Answer } from '../../scheduling/answer.ts'
import { classify } from '../../scheduling/classify.ts'
import type { Journal, JournalEntry } from '../journal.ts'
import { restoreIntent } from '../keep-intent.ts'
import { auditFromJournal } from './audit-from-journal.ts'
import type { AuditOutbox } from './audit-outbox.ts'
import { isJournaled, type AuditAbout, type Exchange } from './exchange.ts'
import { resultOfAnswer, resultOfFault, unanswered } from './result.ts'
import { factsOf } from './request-facts.ts'

export interface AuditedTransportParts {
  /** To the Scheduling Server. */
  readonly transport: Transport
  readonly outbox: Pick<AuditOutbox, 'expect' | 'enqueue'>
  readonly about: AuditAbout
  /** Knows, by X-Request-Id, for whom `$hold` and `$book` are. */
  readonly journal: Pick<Journal, 'read'>
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** How many next pages are remembered. A search knows one page ahead, and so many searches are never under way. */
const mostPages = 100

/**
 * A Transport that records each ITI-115, 116, 117 and 118 that goes through it, whatever comes back. Everything else, and every
 * answer, passes as it is; recording happens beside it and holds nothing up. The body of a recorded answer has been read: callers get
 * it by `ask`.
 */
export function auditedTransport({ transport, outbox, about, journal, now }: AuditedTransportParts): Transport {
  /** Pages that follow a first one belong to its transaction; their URLs are the server's and tell nothing by themselves. */
  const followingPages = new Set<string>()

  const watch = async (request: Request): Promise<{ readonly sent: Promise<Response>; readonly answer: Answer }> => {
    const sent = transport(request)
    const answer = await readShared(sent, request)
    const link = answer.kind === 'answered' && answer.body.kind === 'json' ? nextLinkOf(answer.body.value) : undefined
    if (link !== undefined && URL.canParse(link, `${about.server}/`)) {
      followingPages.add(pageUrl(link, `${about.server}/`))
      const [oldest] = followingPages
      if (followingPages.size > mostPages && oldest !== undefined) followingPages.delete(oldest)
    }
    return { sent, answer }
  }

  const enqueueJournaled = async (begun: Begun, answer: Answer, fault: unknown) => {
    const atInstant = now()
    const entry = await journal.read(begun.requestId)
    const result = resultOfFault(fault) ?? resultOfAnswer(answer)
    const known = entry && auditFromJournal(answeredBy(entry, answer, about, atInstant), about)
    outbox.enqueue(known ? { ...known, result: resultOfFault(fault) ?? known.result } : { ...begun, atInstant, result })
  }

  return async (request) => {
    // A request that is given up before it was sent is no transaction.
    if (request.signal.aborted) return transport(request)
    if (followingPages.has(request.url)) return (await watch(request)).sent
    const transaction = transactionOf(request, about.server)
    if (!transaction) return transport(request)

    const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
    request.headers.set('x-request-id', requestId)
    const { raw, patients } = factsOf(request, request.method === 'POST' ? await request.clone().text() : '', about.server)
    const begun: Begun = { requestId, transaction, about, patients }
    const asked = { ...begun, request: raw }
    if (!isJournaled(begun)) outbox.expect({ ...asked, atInstant: now(), result: unanswered })

    const { sent, answer } = await watch(request)
    const fault: unknown = await sent.then(
      () => undefined,
      (error: unknown) => error,
    )
    if (isJournaled(begun)) void enqueueJournaled(begun, answer, fault)
    else outbox.enqueue({ ...asked, atInstant: now(), result: resultOfFault(fault) ?? resultOfAnswer(answer) })
    return sent
  }
}

type Begun = Pick<Exchange, 'requestId' | 'transaction' | 'about' | 'patients'>

/** The entry as it will be once the recorder has written the answer down. */
function answeredBy(entry: JournalEntry, answer: Answer, { server, ehr }: AuditAbout, atInstant: number): JournalEntry {
  const outcome = classify(restoreIntent(entry.intent), answer, {
    nowInstant: atInstant,
    server: { base: server, sharesPatients: server === ehr },
  })
  return { ...entry, events: [...entry.events, { kind: 'answered', atInstant, outcome }] }
}

/** The page's URL as the request for it will have it. */
function pageUrl(link: string, base: string): string {
  const url = new URL(link, base)
  url.hash = ''
  return url.href
}
