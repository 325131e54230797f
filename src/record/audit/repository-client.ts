import { entriesOf } from '../../fhir/bundles.ts'
import { issuesOf } from '../../fhir/issues.ts'
import { isRecord, resourceTypeOf } from '../../fhir/resources.ts'
import { retryAfterSeconds } from '../../fhir/http/retry-after.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import type { AuditEvent } from '../../fhir/types.ts'
import { ask, type Answer } from '../../scheduling/answer.ts'

/** What became of one event that was sent. */
export type Delivery =
  | { readonly kind: 'accepted' }
  /** The repository refuses this event, whenever it is sent. */
  | { readonly kind: 'refused'; readonly words: readonly string[] }
  | {
      readonly kind: 'later'
      /** Whether the repository may have the event all the same. */
      readonly doubtful: boolean
      /** When the repository wants to be tried again, in epoch milliseconds. */
      readonly retryInstant?: number
    }

export type Presence = 'there' | 'not-there' | 'not-searchable' | 'unreachable'

/** An audit repository as ITI-20 has it (Send Audit Resource and Send Audit Bundle). */
export interface RepositoryClient {
  send(event: AuditEvent): Promise<Delivery>
  /** One Delivery for each event, in their order; undefined when the repository takes no batches. */
  sendBatch(events: readonly AuditEvent[]): Promise<readonly Delivery[] | undefined>
  /** Whether the repository has this very event already. */
  find(requestId: string, event: AuditEvent): Promise<Presence>
}

/** @param base FHIR base URL of the repository, without a slash at its end */
export function createRepositoryClient(base: string, transport: Transport, now: () => number): RepositoryClient {
  const post = (url: string, resource: object) =>
    ask(
      transport,
      new Request(url, { method: 'POST', headers: { ...accept, 'content-type': fhirJson }, body: JSON.stringify(resource) }),
    )
  return {
    send: async (event) => deliveryOf(await post(`${base}/AuditEvent`, event), now()),
    async sendBatch(events) {
      const entry = events.map((resource) => ({ resource, request: { method: 'POST', url: 'AuditEvent' } }))
      const answer = await post(base, { resourceType: 'Bundle', type: 'batch', entry })
      const whole = deliveryOf(answer, now())
      if (whole.kind === 'refused') return undefined
      return whole.kind === 'later' ? events.map(() => whole) : batchDeliveries(answer, events.length)
    },
    async find(requestId, event) {
      const url = `${base}/AuditEvent?entity:identifier=${encodeURIComponent(requestId)}`
      return presenceIn(await ask(transport, new Request(url, { headers: accept, cache: 'no-store' })), requestId, event)
    },
  }
}

const fhirJson = 'application/fhir+json'
const accept = { accept: fhirJson }

function deliveryOf(answer: Answer, nowInstant: number): Delivery {
  if (answer.kind === 'unanswered') return { kind: 'later', doubtful: true }
  const { status, headers, body } = answer
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  const seconds = retryAfterSeconds(headers, nowInstant)
  const wish = seconds === undefined ? {} : { retryInstant: nowInstant + seconds * 1000 }
  return deliveryByStatus(status, body.kind === 'json' ? issuesOf(body.value).map(({ text }) => text) : [], wish)
}

/** 401 is about the session and 408, 425, 429 about the moment: the event itself may be welcome later. */
function deliveryByStatus(status: number, words: readonly string[], wish: { retryInstant?: number } = {}): Delivery {
  if ([401, 425, 429].includes(status)) return { kind: 'later', doubtful: false, ...wish }
  if (status === 408 || status < 400 || status >= 500) return { kind: 'later', doubtful: true, ...wish }
  const said = words.filter(Boolean)
  return { kind: 'refused', words: said.length > 0 ? said : [`HTTP ${status}`] }
}

/**
 * Each entry's own status counts. An accepted batch with an empty body was taken as a whole; without an entry for each event, all are
 * in doubt.
 */
function batchDeliveries(answer: Answer, count: number): readonly Delivery[] {
  const body = answer.kind === 'answered' ? answer.body : undefined
  const each = (delivery: Delivery) => Array.from({ length: count }, () => delivery)
  if (body?.kind === 'empty') return each({ kind: 'accepted' })
  const entries = body?.kind === 'json' && resourceTypeOf(body.value) === 'Bundle' ? entriesOf(body.value) : []
  if (entries.length !== count) return each({ kind: 'later', doubtful: true })
  return entries.map(({ responseStatus, responseOutcome }) => {
    const status = Number.parseInt(responseStatus ?? '', 10)
    if (status >= 200 && status < 300) return { kind: 'accepted' }
    return Number.isNaN(status)
      ? { kind: 'later', doubtful: true }
      : deliveryByStatus(
          status,
          issuesOf(responseOutcome).map(({ text }) => text),
        )
  })
}

function presenceIn(answer: Answer, requestId: string, event: AuditEvent): Presence {
  if (answer.kind === 'unanswered') return 'unreachable'
  const { status, body } = answer
  if ([401, 408, 425, 429].includes(status) || (status >= 500 && status !== 501)) return 'unreachable'
  if (status >= 300 || body.kind !== 'json' || resourceTypeOf(body.value) !== 'Bundle') return 'not-searchable'
  const found = entriesOf(body.value).map(({ resource }) => resource)
  return found.some((other) => isSameEvent(other, requestId, event)) ? 'there' : 'not-there'
}

/** The server records the same transaction with the same X-Request-Id: only an event that this app observed is its own. */
function isSameEvent(other: unknown, requestId: string, event: AuditEvent): boolean {
  if (resourceTypeOf(other) !== 'AuditEvent' || !isRecord(other) || !Array.isArray(other.entity)) return false
  const observer = isRecord(other.source) && isRecord(other.source.observer) ? other.source.observer.identifier : undefined
  const ours = event.source.observer.identifier
  return (
    isRecord(observer) &&
    observer.system === ours?.system &&
    observer.value === ours?.value &&
    other.entity.some((entity: unknown) => isRecord(entity) && identifierOf(entity.what) === requestId)
  )
}

function identifierOf(what: unknown): unknown {
  return isRecord(what) && isRecord(what.identifier) ? what.identifier.value : undefined
}
