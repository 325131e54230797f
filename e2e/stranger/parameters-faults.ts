import { appointmentFaults, emptinessFaults, fault, referenceFaults } from './appointment-faults.ts'
import { isObject, object, objects, text, type Json } from './json.ts'

/** Finds faults in the Parameters of `$find`, `$hold` and `$book`: names, value[x], cardinalities. */

type Kind = 'valueDateTime' | 'valueString' | 'valueReference' | 'valueIdentifier' | 'valueTiming' | 'resource'
interface Definition {
  readonly kind: Kind
  readonly min?: number
  readonly max?: number
  /** The expected resource type. */
  readonly about?: string
  readonly isToken?: boolean
}

const definitions: Record<'$find' | '$hold' | '$book', Readonly<Record<string, Definition>>> = {
  $find: {
    start: { kind: 'valueDateTime', min: 1, max: 1 },
    end: { kind: 'valueDateTime', min: 1, max: 1 },
    specialty: { kind: 'valueString', isToken: true },
    'visit-type': { kind: 'valueString', isToken: true },
    reason: { kind: 'valueString', isToken: true },
    practitioner: { kind: 'valueReference', about: 'Practitioner' },
    organization: { kind: 'valueReference', about: 'Organization' },
    'location-reference': { kind: 'valueReference', about: 'Location' },
    'location-string': { kind: 'valueString' },
    'patient-reference': { kind: 'valueReference', about: 'Patient' },
    'patient-resource': { kind: 'resource', about: 'Patient' },
    'referral-identifier': { kind: 'valueIdentifier', max: 1 },
    timing: { kind: 'valueTiming', max: 1 },
    'insurance-reference': { kind: 'valueReference', about: 'InsurancePlan' },
  },
  $hold: { 'appointment-reference': { kind: 'valueReference', min: 1, max: 1, about: 'Appointment' } },
  $book: {
    'appointment-reference': { kind: 'valueReference', max: 1, about: 'Appointment' },
    'appointment-resource': { kind: 'resource', max: 1, about: 'Appointment' },
    'patient-resource': { kind: 'resource', about: 'Patient' },
    comment: { kind: 'valueString', max: 1 },
  },
}

export function parametersFaults(operation: '$find' | '$hold' | '$book', body: unknown, base: string): string[] {
  const defined = definitions[operation]
  const sent = objects(object(body)['parameter'])
  return [
    ...fault(object(body)['resourceType'] === 'Parameters', 'the body is no Parameters resource'),
    ...emptinessFaults(body, 'Parameters'),
    ...sent.flatMap((parameter) => oneFaults(parameter, defined[text(parameter['name']) ?? ''], base)),
    ...Object.entries(defined).flatMap(([name, { min = 0, max = Infinity }]) => {
      const count = sent.filter((parameter) => parameter['name'] === name).length
      return fault(count >= min && count <= max, `${name} is sent ${count} times`)
    }),
    ...(operation === '$find' ? windowFaults(sent) : []),
    ...(operation === '$book' ? bookFaults(sent, base) : []),
  ].map((what) => `${operation}: ${what}`)
}

function oneFaults(parameter: Json, definition: Definition | undefined, base: string): string[] {
  const name = String(parameter['name'])
  if (!definition) return [`there is no parameter ${name}`]
  const value = parameter[definition.kind]
  return [
    ...fault(
      Object.keys(parameter).length === 2 && value !== undefined,
      `${name} has ${Object.keys(parameter).join(', ')}, not ${definition.kind}`,
    ),
    ...valueFaults(name, value, definition, base),
  ]
}

function valueFaults(name: string, value: unknown, { kind, about, isToken }: Definition, base: string): string[] {
  switch (kind) {
    case 'valueReference':
      return about ? referenceFaults(object(value), name, base, [about]) : []
    case 'resource':
      return fault(object(value)['resourceType'] === about, `${name} is no ${about}`)
    case 'valueString': {
      const isRight = isToken ? /^[a-z][^\s|=]*:[^\s|]+\|[^\s|]+$/i.test(text(value) ?? '') : typeof value === 'string'
      return fault(isRight, `${name} is no ${isToken ? 'system|code' : 'text'}: ${String(value)}`)
    }
    case 'valueTiming':
      return timingFaults(object(value))
    case 'valueDateTime':
    case 'valueIdentifier':
      return []
  }
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** R4 Timing: tim-10 forbids `when` beside `timeOfDay`, tim-1 a duration without its unit, tim-2 a period without its unit. */
function timingFaults(timing: Json): string[] {
  const repeat = object(timing['repeat'])
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
  return [
    ...fault(isObject(timing['repeat']) || Array.isArray(timing['event']), 'timing says nothing'),
    ...fault(list(repeat['dayOfWeek']).every((day) => days.includes(String(day))), 'timing.dayOfWeek is no R4 code'),
    ...fault(
      list(repeat['timeOfDay']).every((time) => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/.test(String(time))),
      'timing.timeOfDay is no R4 time',
    ),
    ...fault(repeat['when'] === undefined || repeat['timeOfDay'] === undefined, 'tim-10: timeOfDay or when, not both'),
    ...fault(repeat['duration'] === undefined || repeat['durationUnit'] !== undefined, 'tim-1: a duration has a unit'),
    ...fault(repeat['period'] === undefined || repeat['periodUnit'] !== undefined, 'tim-2: a period has a unit'),
    ...['start', 'end'].flatMap((edge) => {
      const at = text(object(repeat['boundsPeriod'])[edge])
      return fault(at === undefined || hasOffset.test(at), `timing.boundsPeriod.${edge} has no offset: ${at}`)
    }),
  ]
}

const hasOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function windowFaults(sent: readonly Json[]): string[] {
  const valueOf = (name: string) => text(sent.find((parameter) => parameter['name'] === name)?.['valueDateTime']) ?? ''
  const [start, end] = [valueOf('start'), valueOf('end')]
  return [
    ...fault(hasOffset.test(start), `start is no dateTime with an offset: ${start}`),
    ...fault(hasOffset.test(end), `end is no dateTime with an offset: ${end}`),
    ...fault(Date.parse(start) < Date.parse(end), `start ${start} is not before end ${end}`),
  ]
}

const statusReason = 'https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/extension-status-reason'
const reasonSystem = 'https://profiles.ihe.net/ITI/Scheduling/CodeSystem/status-reason'
const reasonCodes = [
  'abnormal-results cms-auth deceased discharged disgruntled equip-unavail financial hospitalized improper-iv improved',
  'interpreter-unavail meeting moved needs-tests new-provider no-show other patient-cancel personal plan-changes pregnant',
  'prep-incomplete prep-unavail refused room-unavial scheduling-error staff-cancel terminated transportation wait-list',
  'walk-in-error weather',
].flatMap((line) => line.split(' '))

function bookFaults(sent: readonly Json[], base: string): string[] {
  const named = (name: string) => sent.filter((parameter) => parameter['name'] === name)
  const [reference, resource] = [named('appointment-reference'), named('appointment-resource')]
  const appointment = object(resource[0]?.['resource'])
  const status = text(appointment['status'])
  const isNew = reference.length > 0 || status === 'pending'
  return [
    ...fault(reference.length + resource.length === 1, 'exactly one of appointment-reference and appointment-resource'),
    ...fault(!isNew || named('patient-resource').length > 0, 'a new booking names its patient by patient-resource'),
    ...(resource.length > 0 ? appointmentFaults(appointment, base) : []),
    ...fault(
      resource.length === 0 || ['pending', 'booked', 'cancelled'].includes(status ?? ''),
      `no intent has the status ${status}`,
    ),
    ...(status === 'cancelled' ? reasonFaults(appointment) : []),
  ]
}

function reasonFaults(appointment: Json): string[] {
  const extensions = objects(appointment['extension']).filter(({ url }) => url === statusReason)
  const codesOf = (concept: unknown) => objects(object(concept)['coding']).filter(({ system }) => system === reasonSystem)
  const said = codesOf(extensions[0]?.['valueCodeableConcept'])
  return [
    ...fault(extensions.length === 1, `a cancellation has one status-reason extension, not ${extensions.length}`),
    ...fault(said.some(({ code }) => reasonCodes.includes(String(code))), 'the status-reason is no code of the value set'),
    ...fault(codesOf(appointment['cancelationReason']).length > 0, 'a cancellation has a base cancelationReason'),
  ]
}
