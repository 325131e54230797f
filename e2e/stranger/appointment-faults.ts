import { isObject, objects, object, text, type Json } from './json.ts'

/** Finds faults in an Appointment that a client sent, by R4 (4.0.1) and the Appointment profile of ITI Scheduling. */

const elements = [
  'resourceType id meta implicitRules language text contained extension modifierExtension identifier status cancelationReason',
  'serviceCategory serviceType specialty appointmentType reasonCode reasonReference priority description supportingInformation',
  'start end minutesDuration slot created comment patientInstruction basedOn participant requestedPeriod',
].flatMap((line) => line.split(' '))

const statuses = 'proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist'.split(' ')
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const dateTime = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/

export function appointmentFaults(appointment: Json, base: string): string[] {
  const status = text(appointment['status']) ?? ''
  const [start, end] = [text(appointment['start']), text(appointment['end'])]
  return [
    ...Object.keys(appointment)
      .filter((key) => !elements.includes(key.replace(/^_/, '')))
      .map((key) => `Appointment.${key} is not in R4`),
    ...fault(statuses.includes(status), `Appointment.status is ${status}`),
    ...fault((start === undefined) === (end === undefined), 'app-2: start and end both or neither'),
    ...fault(
      start !== undefined || ['proposed', 'cancelled', 'waitlist'].includes(status),
      'app-3: start and end may be missing only when proposed, cancelled, waitlist',
    ),
    ...fault(
      appointment['cancelationReason'] === undefined || ['cancelled', 'noshow'].includes(status),
      'app-4: cancelationReason only when cancelled or noshow',
    ),
    ...fault(start !== undefined && instant.test(start), `the profile wants a start, an instant with offset: ${start}`),
    ...fault(end !== undefined && instant.test(end), `the profile wants an end, an instant with offset: ${end}`),
    ...fault(Date.parse(start ?? '') < Date.parse(end ?? ''), `start ${start} is not before end ${end}`),
    ...durationFaults(appointment),
    ...periodFaults(appointment['requestedPeriod']),
    ...participantFaults(appointment['participant'], base),
  ]
}

function durationFaults({ start, end, minutesDuration }: Json): string[] {
  if (minutesDuration === undefined) return []
  const minutes = (Date.parse(text(end) ?? '') - Date.parse(text(start) ?? '')) / 60_000
  return fault(minutesDuration === minutes, `minutesDuration is not the ${minutes} from start to end`)
}

function periodFaults(value: unknown): string[] {
  const periods = objects(value)
  const [period = {}] = periods
  return [
    ...fault(periods.length === 1, `the profile wants exactly one requestedPeriod, not ${periods.length}`),
    ...['start', 'end'].flatMap((edge) => {
      const at = text(period[edge])
      return fault(at === undefined || dateTime.test(at), `requestedPeriod.${edge} is no dateTime: ${at}`)
    }),
  ]
}

function participantFaults(value: unknown, base: string): string[] {
  const participants = objects(value)
  return [
    ...fault(participants.length > 0, 'an Appointment has participants'),
    ...participants.flatMap((participant, index) => {
      const at = `participant[${index}]`
      const { actor, status, required, type } = participant
      return [
        ...fault(type !== undefined || actor !== undefined, `app-1: ${at} has type or actor`),
        ...fault(isObject(actor), `the profile wants an actor in ${at}`),
        ...fault(
          ['accepted', 'declined', 'tentative', 'needs-action'].includes(text(status) ?? ''),
          `${at}.status is ${String(status)}`,
        ),
        ...fault(
          required === undefined || ['required', 'optional', 'information-only'].includes(text(required) ?? ''),
          `${at}.required is ${String(required)}`,
        ),
        ...referenceFaults(object(actor), `${at}.actor`, base),
      ]
    }),
  ]
}

/** A Reference must not be empty, and its type must agree with its target. */
export function referenceFaults(reference: Json, at: string, base: string, types?: readonly string[]): string[] {
  const literal = text(reference['reference'])
  const target = literal?.startsWith(`${base}/`) ? literal.slice(base.length + 1) : literal
  const [, type] = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(\/_history\/[A-Za-z0-9\-.]{1,64})?$/.exec(target ?? '') ?? []
  return [
    ...fault(
      literal !== undefined || isObject(reference['identifier']) || !!text(reference['display']),
      `${at} says neither reference nor identifier nor display`,
    ),
    ...fault(literal === undefined || type !== undefined, `${at} points to ${literal}, nothing on this server`),
    ...fault(
      type === undefined || reference['type'] === undefined || reference['type'] === type,
      `${at}.type contradicts ${literal}`,
    ),
    ...fault(!types || (type ?? text(reference['type']) ?? types[0]) === types[0], `${at} is not about a ${types?.[0]}`),
  ]
}

/** FHIR's JSON has no null, no empty object, list or text (R4, 2.6.2). */
export function emptinessFaults(value: unknown, at: string): string[] {
  if (value === null || value === undefined) return [`${at} is null`]
  if (typeof value === 'string') return fault(value.trim() !== '', `${at} is an empty text`)
  if (Array.isArray(value)) {
    const within = value.flatMap((item, index) => emptinessFaults(item, `${at}[${index}]`))
    return [...fault(value.length > 0, `${at} is an empty list`), ...within]
  }
  if (!isObject(value)) return []
  const keys = Object.keys(value)
  const within = keys.flatMap((key) => emptinessFaults(value[key], `${at}.${key}`))
  return [...fault(keys.length > 0, `${at} is an empty object`), ...within]
}

export function fault(isRight: boolean, what: string): string[] {
  return isRight ? [] : [what]
}
