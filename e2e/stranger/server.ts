import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { outcome, refusal, searchset, type Answer } from './answers.ts'
import { createDesk, type Variant } from './desk.ts'
import { text, type Json } from './json.ts'
import { parametersFaults } from './parameters-faults.ts'
import { recordAnswer } from './records.ts'
import { requestFaults, searchFaults } from './request-faults.ts'
import { createSignIn } from './sign-in.ts'
import { allowOtherOrigin, bodyOf, closeServer, portOf, send } from './wire.ts'

export type Subject = 'metadata' | 'find' | 'next' | 'hold' | 'book' | 'read' | 'search' | 'patient' | 'directory'
/** What goes wrong with a request. `-before` and `-after` refer to the request's effect. */
export type Mishap =
  | 'html'
  | 'broken'
  | 'empty'
  | 'empty-after'
  | 'lost-before'
  | 'lost-after'
  | 'refuse'
  | 'gone'
  | 'pending'
  | 'signed-out'
  | 'late'

/** One request that reached the FHIR base. */
export interface Seen {
  readonly subject: Subject | undefined
  readonly method: string
  readonly path: string
  readonly body: string
}

/** Changes an answer as a malicious server would. */
type Twist = (answer: Answer) => Answer

interface Planned {
  readonly on: Subject
  readonly how: Mishap | Twist
  left: number
}

/** A scheduling server with its EHR on a port of its own, written from the specification alone. */
export async function startStranger() {
  const violations: string[] = []
  const seen: Seen[] = []
  const planned: Planned[] = []
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${portOf(server.address())}`
  const base = `${origin}/r4/tenant-7/fhir`
  const arrived: string[] = []
  let app = ''
  let keepsConnections = false
  let variant: Variant = { hold: false, postSearch: false }
  let desk = createDesk(base, violations)
  const signIn = createSignIn(base, origin, () => app, violations)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    arrived.push(`${request.method} ${url.pathname}`)
    // Browsers resend a request by themselves when a reused connection breaks. So each request gets a new connection by default.
    response.shouldKeepAlive = keepsConnections
    const body = await bodyOf(request)
    allowOtherOrigin(request, response, new URL(app).origin)
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    if (url.pathname === '/oauth/tenant-7/authorize') {
      const decided = signIn.authorize(url.searchParams)
      if ('location' in decided) return void response.writeHead(303, { Location: decided.location }).end()
      return send(response, decided)
    }
    if (url.pathname === '/oauth/tenant-7/token') return send(response, signIn.redeem(new URLSearchParams(body), request.headers))
    const basePath = new URL(base).pathname
    if (!`${url.pathname}/`.startsWith(`${basePath}/`)) return send(response, refusal(404, 'not-found', 'Nothing is here.'))
    const path = url.pathname.slice(basePath.length)
    if (path === '/.well-known/smart-configuration') return send(response, { status: 200, body: signIn.configuration })
    const subject = subjectOf(request.method ?? '', path, url.searchParams)
    seen.push({ subject, method: request.method ?? '', path: path + url.search, body })
    violations.push(...requestFaults(request, path))
    if (path !== '/metadata' && !signIn.isSignedIn(request.headers.authorization)) {
      if (!request.headers.authorization) violations.push(`${path}: sent without a token`)
      return send(response, refusal(401, 'login', 'The token is not valid.'))
    }
    await serve(response, subject, { path, query: url.searchParams, body })
  }

  async function serve(response: ServerResponse, subject: Subject | undefined, asked: Asked): Promise<void> {
    const mishap = planned.find(({ on, left }) => on === subject && left > 0)
    if (mishap) mishap.left -= 1
    if (typeof mishap?.how === 'function') return send(response, mishap.how(result(subject, asked)))
    switch (mishap?.how) {
      case 'html':
        return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Proxy</title><p>Sign in')
      case 'broken':
        return void response.writeHead(200, fhirJson).end('{"resourceType":"Bundle","entry":[{"res')
      case 'empty':
        return void response.writeHead(200, fhirJson).end()
      case 'refuse':
        return send(response, { status: 200, body: searchset(base, [], { remark: needsReferral }) })
      case 'gone':
        return send(response, refusal(409, 'conflict', 'This time has gone to someone else.'))
      case 'signed-out':
        signIn.signAllOut()
        return send(response, refusal(401, 'login', 'The session is over.'))
      case 'lost-before':
        return void response.destroy()
      case 'lost-after':
        result(subject, asked)
        return void response.destroy()
      case 'empty-after':
        result(subject, asked)
        return void response.writeHead(200, fhirJson).end()
      case 'late':
        await new Promise((resolve) => setTimeout(resolve, 700))
        return send(response, result(subject, asked))
      case 'pending':
        return send(response, asRequested(result(subject, asked)))
      case undefined:
        return send(response, result(subject, asked))
    }
  }

  /** The same answer, but with an appointment that the clinic has yet to confirm. */
  function asRequested({ body }: Answer): Answer {
    const appointment = desk.booked().at(-1)
    if (!appointment) return { status: 500, body }
    const pending: Json = { ...appointment, status: 'pending' }
    desk.change(String(appointment['id']), pending)
    return { status: 201, body: searchset(base, [pending]) }
  }

  function result(subject: Subject | undefined, { path, query, body }: Asked): Answer {
    const parameters = parse(body)
    const id = decodeURIComponent(path.split('/')[2] ?? '')
    switch (subject) {
      case 'metadata':
        return { status: 200, body: capabilities(variant) }
      case 'find':
        violations.push(...parametersFaults('$find', parameters, base))
        return desk.find(parameters)
      case 'next':
        return desk.next(query.get('_getpages') ?? '')
      case 'hold':
        violations.push(...parametersFaults('$hold', parameters, base))
        return variant.hold ? desk.hold(parameters) : refusal(404, 'not-found', 'Unknown operation.', 'fatal')
      case 'book':
        violations.push(...parametersFaults('$book', parameters, base))
        return desk.book(parameters)
      case 'read':
        return desk.read(id)
      case 'search':
        if (path.endsWith('/_search') && !variant.postSearch) return notAllowed
        violations.push(...searchFaults(path.endsWith('/_search') ? new URLSearchParams(body) : query))
        return desk.search(path.endsWith('/_search') ? new URLSearchParams(body) : query)
      case 'patient':
      case 'directory':
        return path.endsWith('/_search')
          ? variant.postSearch ? recordAnswer(base, path, new URLSearchParams(body)) : notAllowed
          : recordAnswer(base, path, query)
      case undefined:
        return refusal(404, 'not-supported', `Tenant 7 has no ${path}.`)
    }
  }

  return {
    origin,
    base,
    violations,
    seen,
    signIn,
    desk: () => desk,
    /** Every request, of whatever kind. */
    all: () => arrived,
    /** Keeps connections alive from now on, as most servers do. */
    keepConnections: () => void (keepsConnections = true),
    /** The requests about the subject, in order. */
    about: (subject: Subject) => seen.filter((request) => request.subject === subject),
    /** Plans what goes wrong with the next `times` requests of that kind. */
    plan: (on: Subject, how: Mishap | Twist, times = 1) => void planned.push({ on, how, left: times }),
    /** Resets the clinic to its first state. `appRoot` is the redirect URI. */
    reset(appRoot: string, chosen: Variant) {
      app = appRoot
      variant = chosen
      keepsConnections = false
      for (const list of [violations, seen, planned, arrived]) list.length = 0
      desk = createDesk(base, violations)
    },
    close: () => closeServer(server),
  }
}

const fhirJson = { 'Content-Type': 'application/fhir+json' }
const needsReferral = outcome('error', 'business-rule', 'Tenant 7 wants a referral first.')
const notAllowed: Answer = { status: 405, body: 'Method Not Allowed' }

interface Asked {
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
}

function subjectOf(method: string, path: string, query: URLSearchParams): Subject | undefined {
  if (path === '/metadata') return 'metadata'
  if (path === '' && query.has('_getpages')) return 'next'
  const [, type = '', rest] = path.split('/')
  if (type === 'Patient') return 'patient'
  if (type === 'Practitioner' || type === 'Location') return 'directory'
  if (type !== 'Appointment') return undefined
  const operations: Readonly<Record<string, Subject>> = { $find: 'find', $hold: 'hold', $book: 'book' }
  const operation = method === 'POST' ? operations[decodeURIComponent(rest ?? '')] : undefined
  return operation ?? (rest === undefined || rest === '_search' ? 'search' : 'read')
}

function capabilities({ hold }: Variant): Json {
  const operation = ['book', 'find', ...(hold ? ['hold'] : [])].map((name) => ({
    name,
    definition: `https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-${name}`,
  }))
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-01-01',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      { mode: 'server', resource: [{ type: 'Patient', interaction: [{ code: 'read' }] }, { type: 'Appointment', operation }] },
    ],
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return text(body)
  }
}
