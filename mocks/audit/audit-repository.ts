import type { AuditEvent, Bundle, BundleEntry } from '../../src/fhir/types.ts'
import { auditEventShape } from './audit-event-shape.ts'
import { createAuditFaults, type AuditFault } from './audit-faults.ts'
import { brokenRules } from './profile-rules.ts'
import { DroppedConnection } from '../faults/dropped-connection.ts'
import { preflight, withCors } from '../fhir-server/cors.ts'
import { issue, malformed, outcome, Refusal, unacceptable } from '../fhir-server/refusal.ts'
import { FHIR_JSON, reply, replyToRefusal, searchset } from '../fhir-server/reply.ts'
import { departures, isObject } from '../fhir-server/shape.ts'

export interface AuditRepositoryOptions {
  /** FHIR base URL without trailing slash. */
  readonly base: string
  /** Epoch milliseconds; defaults to the machine's clock. */
  readonly clock?: () => number
  /** Whether it can be searched; true by default. Many repositories only take events. */
  readonly searchable?: boolean
  /** Whether it takes several events in one batch; true by default. */
  readonly batches?: boolean
}

/** An Audit Record Repository of ITI-20 that takes events that keep BALP's and the Scheduling profiles' rules, and refuses others. */
export interface AuditRepository {
  /** Answers a request below the base, undefined for all others. Rejects with DroppedConnection where a fault drops the answer. */
  handle(request: Request): Promise<Response | undefined>
  /** The events, in the order in which they came. */
  events(): readonly AuditEvent[]
  fault(fault: AuditFault): void
  /** Removes the faults that have not struck yet. */
  heal(): void
  reset(): void
  /** The latest hundred events, as JSON. */
  save(): unknown
  restore(saved: unknown): void
}

export function createAuditRepository(options: AuditRepositoryOptions): AuditRepository {
  const { base, clock = Date.now, searchable = true, batches = true } = options
  let events: AuditEvent[] = []
  let faults = createAuditFaults()
  /** Requests that are still on their way although their sender has given up. */
  let late: { readonly atInstant: number; readonly land: () => unknown }[] = []

  const store = (resource: unknown): AuditEvent => {
    const broken = departures(resource, auditEventShape, 'AuditEvent')
    if (!isAuditEvent(resource)) throw malformed('Only AuditEvents are taken here.')
    if (broken.length > 0) throw new Refusal(400, broken)
    const [rule, ...more] = brokenRules(resource)
    if (rule !== undefined) throw unacceptable(`Broken: ${[rule, ...more].join('; ')}.`)
    const stored = { ...resource, id: crypto.randomUUID(), meta: { ...resource.meta, versionId: '1' } }
    events = [...events, stored]
    return stored
  }

  const created = (resource: unknown, headers: Record<string, string> = {}): Response => {
    const stored = store(resource)
    return reply(stored, { status: 201, headers: { ...headers, location: `${base}/AuditEvent/${stored.id}` } })
  }

  const batch = (bundle: unknown, fault: AuditFault | undefined): Response => {
    if (!batches) throw new Refusal(405, [issue('error', 'not-supported', 'This repository takes one event at a time.')])
    const isBatch = isObject(bundle) && bundle.resourceType === 'Bundle' && bundle.type === 'batch' && Array.isArray(bundle.entry)
    if (!isBatch) throw malformed('A batch Bundle with entries is expected here.')
    const given: unknown[] = Array.isArray(bundle.entry) ? bundle.entry : []
    const entry = given.map((one, index) => {
      if (fault?.kind === 'entry' && fault.index === index) return refusedEntry(new Refusal(fault.status, struck))
      return batchEntry(one)
    })
    const answer: Bundle = { resourceType: 'Bundle', type: 'batch-response', entry }
    return reply(answer)
  }
  const batchEntry = (entry: unknown): BundleEntry => {
    try {
      const { request, resource } = isObject(entry) ? entry : {}
      const isCreate = isObject(request) && request.method === 'POST' && request.url === 'AuditEvent'
      if (!isCreate) throw malformed('Each entry must be a POST to AuditEvent.')
      const { id } = store(resource)
      return { response: { status: '201 Created', location: `AuditEvent/${id ?? ''}` } }
    } catch (refusal) {
      if (refusal instanceof Refusal) return refusedEntry(refusal)
      throw refusal
    }
  }

  const search = (url: URL): Response => {
    if (!searchable) throw new Refusal(403, [issue('error', 'forbidden', 'This repository only takes.')])
    const unknown = [...url.searchParams.keys()].find((name) => name !== 'entity:identifier' && name !== '_count')
    if (unknown !== undefined) throw malformed(`The search parameter “${unknown}” is not supported.`, undefined, 'not-supported')
    const tokens = (url.searchParams.get('entity:identifier') ?? '').split(',').filter(Boolean)
    const found = events.filter(({ entity = [] }) =>
      entity.some(({ what }) => tokens.some((token) => matches(what?.identifier ?? {}, token))),
    )
    const resources = found.map((resource) => ({ resource, fullUrl: `${base}/AuditEvent/${resource.id ?? ''}` }))
    return reply(searchset({ resources, total: found.length, self: url.href }))
  }

  const perform = (request: Request, body: string, fault: AuditFault | undefined): Response => {
    const url = new URL(request.url)
    const path = url.pathname.slice(new URL(base).pathname.replace(/\/$/, '').length)
    try {
      if (request.method === 'GET' && path === '/AuditEvent') return search(url)
      if (request.method !== 'POST')
        throw new Refusal(405, [issue('error', 'not-supported', 'Events are only taken and searched.')])
      const type = request.headers.get('content-type')?.split(';')[0]
      if (type !== FHIR_JSON) throw new Refusal(415, [issue('error', 'not-supported', `The body must be ${FHIR_JSON}.`)])
      if (path === '/AuditEvent') return created(parse(body))
      if (path === '' || path === '/') return batch(parse(body), fault)
      throw new Refusal(404, [issue('error', 'not-found', 'There is nothing at this address.')])
    } catch (refusal) {
      if (refusal instanceof Refusal) return replyToRefusal(refusal)
      throw refusal
    }
  }

  const answer = (request: Request, body: string): Response => {
    const fault = faults.take(request.method === 'GET' ? 'search' : 'send')
    switch (fault?.kind) {
      case 'drop-before':
        throw new DroppedConnection()
      case 'drop-after':
        perform(request, body, fault)
        throw new DroppedConnection()
      case 'late':
        late = [...late, { atInstant: clock() + fault.milliseconds, land: () => perform(request, body, fault) }]
        throw new DroppedConnection()
      case 'status': {
        if (fault.commits) perform(request, body, fault)
        const { retryAfterSeconds } = fault
        const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
        return reply(outcome(struck), { status: fault.status, headers })
      }
      case 'html':
        if (fault.commits) perform(request, body, fault)
        return new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } })
      case 'empty':
        perform(request, body, fault)
        return new Response(null, { status: 204 })
      default:
        return perform(request, body, fault)
    }
  }

  return {
    async handle(request) {
      if (request.url !== base && !request.url.startsWith(`${base}/`)) return undefined
      if (request.method === 'OPTIONS') return preflight()
      const body = await request.text()
      const landing = late.filter(({ atInstant }) => atInstant <= clock())
      late = late.filter((one) => !landing.includes(one))
      for (const { land } of landing) land()
      return withCors(answer(request, body), request)
    },
    events: () => events,
    fault: (fault) => faults.add(fault),
    heal() {
      faults = createAuditFaults()
    },
    reset() {
      events = []
      late = []
      faults = createAuditFaults()
    },
    // A browser's storage in development is small, and nobody looks further back.
    save: () => events.slice(-100),
    restore(saved) {
      events = Array.isArray(saved) ? saved.filter(isAuditEvent) : []
    },
  }
}

const struck = [issue('error', 'exception', 'The audit repository is in trouble.')]

/** Checks only the resource type; the rest is checked where the event is taken. */
const isAuditEvent = (value: unknown): value is AuditEvent => isObject(value) && value.resourceType === 'AuditEvent'

const refusedEntry = ({ status, issues }: Refusal): BundleEntry => ({
  response: { status: String(status), outcome: outcome(issues) },
})

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw malformed('The body is no JSON.')
  }
}

/** A token of a search: `value`, `|value` or `system|value`. */
function matches({ system, value }: { system?: string | undefined; value?: string | undefined }, token: string): boolean {
  const [wanted, wantedSystem] = token.split('|').reverse()
  return value === wanted && (wantedSystem === undefined || wantedSystem === (system ?? ''))
}
