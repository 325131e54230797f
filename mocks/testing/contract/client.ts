import type {
  Appointment,
  Bundle,
  FhirResource,
  OperationOutcome,
  OperationOutcomeIssue,
  Parameters,
  ParametersParameter,
  Patient,
  Resource,
} from '../../../src/fhir/types.ts'
import { isAppointment } from '../../fhir-server/narrowing.ts'
import type { Sim } from '../../sim.ts'

/** A simulator behind some carrier of requests: in process, MSW, or a socket. */
export interface Connection {
  readonly send: (request: Request) => Promise<Response>
  readonly base: string
  readonly sim: Sim
  /** Advances the simulator's clock. */
  readonly advance: (milliseconds: number) => void
  readonly close?: () => Promise<void>
}

/** A Wednesday, 9:00 in Chicago and 8:00 in Phoenix. On the Sunday after, Chicago's clocks go forward. */
export const NOW = Date.parse('2026-03-04T15:00:00Z')
export const SNOMED = 'http://snomed.info/sct'
const CARDIOLOGY = `${SNOMED}|394579002`
export const FOLLOW_UP = `${SNOMED}|185389009`
/** Ida Romero. */
export const IDA = 'pat-4217'

export interface Answer<R extends FhirResource = FhirResource> {
  readonly status: number
  readonly headers: Headers
  readonly resource: R
}

/** Sends requests as a client does, and reads the answers. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body: string, headers?: Record<string, string>): Promise<Answer>
  operation(name: '$find' | '$hold' | '$book', parameter: readonly ParametersParameter[]): Promise<Answer>
  /** Free times; fails when the answer is no Bundle. */
  find(parameter?: readonly ParametersParameter[]): Promise<Bundle>
  offers(parameter?: readonly ParametersParameter[]): Promise<Appointment[]>
  patient(id: string): Promise<Patient>
}

const FHIR = 'application/fhir+json'

export function clientOf({ send, base }: Connection): Client {
  async function exchange(request: Request): Promise<Answer> {
    const response = await send(request)
    const resource: FhirResource = await response.json()
    return { status: response.status, headers: response.headers, resource }
  }
  const get: Client['get'] = (path, headers = {}) => exchange(new Request(urlOf(path), { headers: { accept: FHIR, ...headers } }))
  const post: Client['post'] = (path, body, headers = {}) =>
    exchange(new Request(urlOf(path), { method: 'POST', body, headers: { 'content-type': FHIR, ...headers } }))
  const urlOf = (path: string): string => (path.startsWith('http') ? path : `${base}/${path}`)
  const operation: Client['operation'] = (name, parameter) => post(`Appointment/${name}`, JSON.stringify(parameters(parameter)))
  const find: Client['find'] = async (parameter = cardiology) => bundleOf(await operation('$find', parameter))
  return {
    get,
    post,
    operation,
    find,
    offers: async (parameter) => appointmentsOf(await find(parameter)),
    async patient(id) {
      const { resource } = await get(`Patient/${id}`)
      if (resource.resourceType !== 'Patient') throw new Error(`no patient ${id}`)
      return resource
    },
  }
}

export const parameters = (parameter: readonly ParametersParameter[]): Parameters => ({
  resourceType: 'Parameters',
  ...(parameter.length > 0 && { parameter: [...parameter] }),
})

export const window = (start = '2026-03-05T00:00:00-06:00', end = '2026-03-12T00:00:00-05:00'): ParametersParameter[] => [
  { name: 'start', valueDateTime: start },
  { name: 'end', valueDateTime: end },
]

/** A week of cardiology follow-ups. */
export const cardiology: readonly ParametersParameter[] = [
  ...window(),
  { name: 'specialty', valueString: CARDIOLOGY },
  { name: 'visit-type', valueString: FOLLOW_UP },
]

export function bundleOf({ resource, status }: Answer): Bundle {
  if (resource.resourceType !== 'Bundle') throw new Error(`a Bundle was expected, not ${status} ${JSON.stringify(resource)}`)
  return resource
}

export const appointmentsOf = ({ entry = [] }: Bundle): Appointment[] =>
  entry.map(({ resource }) => resource).filter(isAppointment)

/** The one appointment of an answer to $hold or $book. */
export function appointmentOf(answer: Answer): Appointment {
  const [only, ...more] = appointmentsOf(bundleOf(answer))
  if (!only || more.length > 0) throw new Error(`one appointment was expected: ${JSON.stringify(answer.resource)}`)
  return only
}

const isOutcome = (resource: Resource | undefined): resource is OperationOutcome => resource?.resourceType === 'OperationOutcome'

/** The issues of an answer, bare or in a Bundle. */
export function issuesOf({ resource }: Pick<Answer, 'resource'>): OperationOutcomeIssue[] {
  if (resource.resourceType === 'OperationOutcome') return resource.issue
  return resource.resourceType === 'Bundle'
    ? (resource.entry ?? []).flatMap((entry) => (isOutcome(entry.resource) ? entry.resource.issue : []))
    : []
}

/** A refusal in short: its status, and its issues' severities and codes. */
export const refusalOf = (answer: Answer): object => ({
  status: answer.status,
  issues: issuesOf(answer).map(({ severity, code }) => `${severity} ${code}`),
})

export const referenceTo = ({ id = '' }: Appointment): ParametersParameter => ({
  name: 'appointment-reference',
  valueReference: { reference: `Appointment/${id}` },
})

export const appointmentResource = (resource: Appointment): ParametersParameter => ({ name: 'appointment-resource', resource })

export const patientResource = (resource: Patient): ParametersParameter => ({ name: 'patient-resource', resource })

/** The first of a list that must not be empty. */
export function first<T>([head]: readonly T[]): T {
  if (head === undefined) throw new Error('the list is empty')
  return head
}
