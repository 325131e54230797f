import type { Appointment } from '../../src/fhir/types.ts'
import type { Grant } from '../auth/authorization.ts'
import { DroppedConnection } from '../faults/dropped-connection.ts'
import { acceptAppointment, isAppointment } from './ehr-record-rules.ts'
import { requireScope } from '../fhir-server/access.ts'
import { withCors } from '../fhir-server/cors.ts'
import { issue, malformed, outcome, Refusal, unknownResource } from '../fhir-server/refusal.ts'
import { reply, replyToRefusal, searchset } from '../fhir-server/reply.ts'
import type { RecordedRequest } from '../recorded-request.ts'

type Interaction = 'search' | 'read' | 'create' | 'update'

/** What goes wrong with the next request of its kind, or with the next `times` requests. */
export type EhrRecordFault = { readonly on: Interaction | 'any'; readonly times?: number } & (
  | { readonly kind: 'drop-before' | 'drop-after' | 'html' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number; readonly diagnostics?: string }
  /** Somebody else changes every copy just before an update, or creates the same one just before a creation. */
  | { readonly kind: 'rival' }
)

export interface EhrRecordOptions {
  /** FHIR base URL without trailing slash. */
  readonly base: string
  /** Ids of the patients whose records this EHR has. */
  readonly patients: readonly string[]
  /** Epoch milliseconds; defaults to the machine's clock. */
  readonly clock?: () => number
  /** Whether references to records of other servers are accepted; by default not, as on most servers. */
  readonly takesExternal?: boolean
  /** Absent: every request is allowed everything. */
  readonly grantOf?: (request: Request) => Grant | undefined
}

/** A FHIR server that keeps an EHR's appointments, with R4's create, update and search, also conditional. */
export interface EhrRecord {
  /** Undefined when the URL isn't below the base. Rejects with DroppedConnection where a fault drops the answer. */
  handle(request: Request): Promise<Response | undefined>
  fault(fault: EhrRecordFault): void
  /** Changes or adds an appointment as the EHR's own users do; returns it as stored. */
  put(appointment: Appointment): Appointment
  inspect(): { readonly appointments: readonly Appointment[]; readonly requests: readonly RecordedRequest[] }
  reset(): void
  /** The appointments, as JSON. */
  save(): unknown
  restore(saved: unknown): void
}

const fullGrant: Grant = { user: 'Practitioner/abbas', scopes: new Set(['user/*.*']) }
const letters = { search: 's', read: 'r', create: 'c', update: 'u' } as const

export function createEhrRecord(options: EhrRecordOptions): EhrRecord {
  const { base, patients, clock = Date.now, takesExternal = false, grantOf = () => fullGrant } = options
  const rules = { base, takesExternal, hasPatient: (id: string) => patients.includes(id) }
  let stored = new Map<string, Appointment>()
  let requests: RecordedRequest[] = []
  let faults: EhrRecordFault[] = []
  let counter = 0

  const put = (appointment: Appointment): Appointment => {
    const id = appointment.id ?? `copy-${(counter += 1)}`
    const version = Number(stored.get(id)?.meta?.versionId ?? 0) + 1
    const meta = { ...appointment.meta, versionId: String(version), lastUpdated: new Date(clock()).toISOString() }
    const kept = { ...appointment, id, meta }
    stored.set(id, kept)
    return kept
  }

  const matching = (query: URLSearchParams): Appointment[] => {
    const tokens = query.get('identifier')?.split(',') ?? []
    if (tokens.length === 0) throw malformed('Only a search by identifier is known here.', 'identifier', 'not-supported')
    return [...stored.values()].filter(({ identifier = [] }) =>
      identifier.some(({ system = '', value = '' }) => tokens.includes(`${system}|${value}`)),
    )
  }

  const create = (body: string, condition: string | null): Response => {
    if (condition === null) throw new Refusal(428, [issue('error', 'required', 'If-None-Exist is needed here.')])
    const appointment = acceptAppointment(body, rules)
    const [first, ...others] = matching(new URLSearchParams(condition))
    if (others.length > 0) throw new Refusal(412, [issue('error', 'multiple-matches', 'Several appointments match.')])
    if (first) return reply(first)
    const { id: _ignored, ...fresh } = appointment
    const created = put(fresh)
    return reply(created, { status: 201, headers: { location: `${base}/Appointment/${created.id ?? ''}/_history/1` } })
  }

  const update = (id: string, body: string, condition: string | null): Response => {
    const appointment = acceptAppointment(body, rules)
    const current = stored.get(id)
    if (!current) throw unknownResource(`Appointment/${id}`)
    if (appointment.id !== id) throw malformed('The id differs from the one in the URL.', 'Appointment.id')
    if (condition === null) throw new Refusal(428, [issue('error', 'required', 'If-Match is needed here.')])
    if (condition !== `W/"${current.meta?.versionId ?? ''}"`) {
      throw new Refusal(412, [issue('error', 'conflict', 'The appointment is at another version by now.')])
    }
    return reply(put(appointment))
  }

  const perform = (asked: Asked, headers: Headers, body: string): Response => {
    switch (asked.kind) {
      case 'search': {
        const found = matching(asked.query)
        const resources = found.map((resource) => ({ resource, fullUrl: `${base}/Appointment/${resource.id ?? ''}` }))
        return reply(searchset({ resources, total: found.length }))
      }
      case 'read': {
        const found = stored.get(asked.id)
        if (!found) throw unknownResource(`Appointment/${asked.id}`)
        return reply(found)
      }
      case 'create':
        return create(body, headers.get('if-none-exist'))
      case 'update':
        return update(asked.id, body, headers.get('if-match'))
    }
  }

  const takeFault = (kind: Interaction): EhrRecordFault | undefined => {
    const index = faults.findIndex(({ on }) => on === kind || on === 'any')
    const fault = faults[index]
    if (!fault) return undefined
    const { times = 1 } = fault
    faults = times > 1 ? faults.with(index, { ...fault, times: times - 1 }) : faults.toSpliced(index, 1)
    return fault
  }

  const answer = (asked: Asked, request: Request, body: string): Response => {
    const fault = takeFault(asked.kind)
    if (fault?.kind === 'drop-before') throw new DroppedConnection()
    if (fault?.kind === 'status') return failure(fault)
    if (fault?.kind === 'html') return new Response('<h1>Sign in</h1>', { headers: { 'content-type': 'text/html' } })
    if (fault?.kind === 'rival' && asked.kind === 'update') [...stored.values()].forEach(put)
    if (fault?.kind === 'rival' && asked.kind === 'create') put(acceptAppointment(body, rules))
    requireScope(grantOf(request), 'Appointment', [letters[asked.kind]])
    const response = perform(asked, request.headers, body)
    if (fault?.kind === 'drop-after') throw new DroppedConnection()
    return response
  }

  return {
    async handle(request) {
      if (!request.url.startsWith(`${base}/`)) return undefined
      if (request.method === 'OPTIONS') return preflight()
      const body = await request.clone().text()
      const record = (status?: number) => {
        const { method, url } = request
        const seen = { method, url, headers: Object.fromEntries(request.headers), body, receivedAt: clock(), answeredAt: clock() }
        requests = [...requests, { ...seen, ...(status && { status }) }]
      }
      try {
        const response = withCors(answer(askedBy(request, base, body), request, body), request)
        record(response.status)
        return response
      } catch (problem) {
        record(problem instanceof Refusal ? problem.status : undefined)
        if (problem instanceof Refusal) return withCors(replyToRefusal(problem), request)
        throw problem
      }
    },
    fault(fault) {
      faults = [...faults, fault]
    },
    put,
    inspect: () => ({ appointments: [...stored.values()], requests }),
    reset() {
      stored = new Map()
      requests = []
      faults = []
    },
    save: () => [...stored.values()],
    restore(saved) {
      const kept: unknown[] = Array.isArray(saved) ? saved : []
      stored = new Map(kept.flatMap((one) => (isAppointment(one) && one.id !== undefined ? [[one.id, one]] : [])))
      counter = stored.size
    },
  }
}

type Asked =
  | { readonly kind: 'search'; readonly query: URLSearchParams }
  | { readonly kind: 'create' }
  | { readonly kind: 'read' | 'update'; readonly id: string }

function askedBy({ method, url }: Request, base: string, body: string): Asked {
  const { pathname, searchParams } = new URL(url)
  const [type, id, ...rest] = pathname.slice(new URL(base).pathname.replace(/\/$/, '').length + 1).split('/')
  if (type === 'Appointment' && rest.length === 0) {
    if (id === undefined && method === 'POST') return { kind: 'create' }
    if (id === undefined && method === 'GET') return { kind: 'search', query: searchParams }
    if (id === '_search' && method === 'POST') return { kind: 'search', query: new URLSearchParams(body) }
    if (id !== undefined && method === 'GET') return { kind: 'read', id }
    if (id !== undefined && method === 'PUT') return { kind: 'update', id }
  }
  throw new Refusal(404, [issue('error', 'not-found', 'There is nothing at this address.')])
}

function failure({ status, retryAfterSeconds, diagnostics }: Extract<EhrRecordFault, { kind: 'status' }>): Response {
  const body = outcome([issue('error', 'processing', diagnostics ?? 'Something went wrong.')])
  return reply(body, {
    status,
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  })
}

/** Unlike at the scheduling server, pages may create and update here, and send conditions. */
function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PUT, OPTIONS',
      'access-control-allow-headers': 'Authorization, Content-Type, Accept, X-Request-Id, If-Match, If-None-Exist',
      'access-control-max-age': '600',
    },
  })
}
