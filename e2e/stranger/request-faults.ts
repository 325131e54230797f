import type { IncomingMessage } from 'node:http'
import { fault } from './appointment-faults.ts'

/** Faults in method and headers of a request to the FHIR base. */
export function requestFaults({ method = '', headers }: IncomingMessage, path: string): string[] {
  const accept = headers.accept ?? ''
  const type = headers['content-type'] ?? ''
  const operation = path.includes('$') || path.includes('%24')
  return [
    ...fault(method === 'GET' || method === 'POST', `the method ${method} is used`),
    ...fault(accept.includes('application/fhir+json'), `Accept is ${accept}`),
    ...fault(!operation || /^application\/fhir\+json(;|$)/.test(type), `Content-Type is ${type}`),
    ...fault(!path.endsWith('/_search') || /^application\/x-www-form-urlencoded(;|$)/.test(type), `Content-Type is ${type}`),
    ...fault(headers.cookie === undefined, 'a cookie is sent'),
    ...fault(headers.referer === undefined, `the referrer is told: ${String(headers.referer)}`),
    ...fault(/^[\w-]{8,}$/.test(String(headers['x-request-id'])), 'X-Request-Id is missing'),
  ].map((what) => `${method} ${path}: ${what}`)
}

const searchParameters =
  'patient patient.identifier date status practitioner location specialty identifier _count _include'.split(' ')
const bound = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/
const statuses = 'proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist'.split(' ')

/** Faults in an ITI-118 search, which must have a patient or an actor, and a date. */
export function searchFaults(query: URLSearchParams): string[] {
  const hasPatient = query.has('patient') || query.has('patient.identifier')
  const isOfADay = query.has('practitioner') || query.has('location')
  return [
    ...fault(hasPatient || isOfADay, 'nobody’s appointments are asked for'),
    ...fault(query.has('date'), 'patient and date are sent together'),
    ...[...query.keys()].filter((name) => !searchParameters.includes(name)).map((name) => `there is no parameter ${name}`),
    ...[...query.entries()].filter(([, value]) => value === '').map(([name]) => `${name} is empty`),
    ...query.getAll('date').filter((value) => !bound.test(value)).map((value) => `date is ${value}`),
    ...query
      .getAll('status')
      .flatMap((value) => value.split(','))
      .filter((value) => !statuses.includes(value))
      .map((value) => `status is ${value}`),
  ].map((what) => `ITI-118: ${what}`)
}
