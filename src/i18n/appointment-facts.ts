import { parseInstant } from '../fhir/instants.ts'
import { conceptText } from '../fhir/names.ts'
import { isolated } from '../fhir/text/isolated.ts'
import { plainText } from '../fhir/text/plain-text.ts'
import { actorType, participantsOf, targetKey } from '../fhir/references.ts'
import type { Appointment, Location, Reference } from '../fhir/types.ts'
import { dayOf, formatDay, formatTimeRange, type DayKey } from './clinic-time.ts'
import { clinicZone, isZone, viewerTimeZone, type Zone } from './clinic-zone.ts'
import { firstFew } from './first-few.ts'

/** What is known of the actors that appointments refer to, by `Type/id`. */
export interface Actors {
  readonly names: ReadonlyMap<string, string>
  readonly locations: ReadonlyMap<string, Location>
}

/** An Appointment in words: when, who, where, what. Parts that the server didn't say are '' or empty. */
export interface AppointmentFacts {
  readonly zone: Zone
  readonly start: Temporal.Instant | undefined
  readonly end: Temporal.Instant | undefined
  /** Clinic's day as YYYY-MM-DD; '' without a start. */
  readonly dayKey: DayKey
  /** "Tuesday 24 November 2026" */
  readonly day: string
  /** "14:20–14:40" */
  readonly times: string
  /** "Tuesday 24 November 2026, 14:20–14:40" */
  readonly when: string
  readonly who: readonly string[]
  readonly where: readonly string[]
  /** Service, else appointment type, else specialty. */
  readonly what: string
  readonly specialty: string
}

const timezoneExtension = 'http://hl7.org/fhir/StructureDefinition/timezone'

interface FactsReading {
  /** `clinicTimeZone` of the deployment's settings */
  readonly configuredZone: string | undefined
  readonly locale: string
  /** One `zoneReader` for all appointments, where many are read. */
  readonly zoneOf?: (appointment: Appointment) => Zone
}

export function appointmentFacts(appointment: Appointment, actors: Actors, reading: FactsReading): AppointmentFacts {
  const { configuredZone, locale, zoneOf: zoneAt = zoneReader(actors, configuredZone) } = reading
  const participants = (appointment.participant ?? []).flatMap((participant) => participant.actor ?? [])
  const places = participants.filter((actor) => actorType(actor) === 'Location')
  const people = participants.filter((actor) => !['Location', 'Patient', 'HealthcareService'].includes(actorType(actor) ?? ''))
  const zone = zoneAt(appointment)
  const start = parseInstant(appointment.start)
  const end = parseInstant(appointment.end)
  const day = start ? formatDay(start, zone, locale) : ''
  const times = start ? formatTimeRange(start, end, zone, locale) : ''
  return {
    zone,
    start,
    end,
    dayKey: start ? dayOf(start, zone) : '',
    day,
    times,
    when: start ? `${day}, ${times}` : '',
    who: firstFew(people, (actor) => actorName(actor, actors)),
    where: firstFew(places, (actor) => actorName(actor, actors)),
    what: isolated(serviceText(appointment)),
    specialty: isolated(conceptText(appointment.specialty?.[0])),
  }
}

/** The zone that an appointment's times are shown in. Many appointments are at few places: each place is looked up once. */
export function zoneReader(actors: Actors, configuredZone: string | undefined): (appointment: Appointment) => Zone {
  /** The zone of each actor; '' for one that is no place, or a place that says no zone. */
  const placeZones = new Map<string, Zone>()
  const placeZone = (actor: Reference | undefined): Zone => {
    const reference = actor?.reference
    if (actor === undefined || reference === undefined) return ''
    const known = placeZones.get(reference)
    if (known !== undefined) return known
    const zone = (actorType(actor) === 'Location' && zoneOf(actor, actors)) || ''
    placeZones.set(reference, zone)
    return zone
  }
  const usualZone = configuredZone !== undefined && isZone(configuredZone) ? configuredZone : undefined
  let viewerZone: Zone | undefined
  return (appointment) => {
    const participants = participantsOf(appointment)
    let locationZone = ''
    for (let at = 0; locationZone === '' && at < participants.length; at += 1) locationZone = placeZone(participants[at]?.actor)
    if (locationZone !== '' && isZone(locationZone)) return locationZone
    if (usualZone !== undefined) return usualZone
    viewerZone ??= viewerTimeZone()
    return clinicZone({ startInstant: appointment.start, viewerZone })
  }
}

/** Service, else appointment type, else specialty; '' where the server said none. */
export function serviceText(appointment: Appointment): string {
  const { serviceType, appointmentType, specialty } = appointment
  return conceptText(serviceType?.[0]) || conceptText(appointmentType) || conceptText(specialty?.[0])
}

/** The zone that a place states itself, or else the one of the place it is part of. Undefined where neither says. */
export function zoneOf(place: Reference, { locations }: Actors, depth = 0): string | undefined {
  const location = locations.get(targetKey(place))
  const extension = location?.extension?.find((candidate) => candidate.url === timezoneExtension)
  const zone = extension?.valueCode ?? extension?.valueString
  return zone ?? (location?.partOf && depth < 3 ? zoneOf(location.partOf, { locations, names: new Map() }, depth + 1) : undefined)
}

/** What an actor is called; a place together with what it is part of. */
export function actorName(actor: Reference, { names, locations }: Actors): string {
  const own = actor.display ?? names.get(targetKey(actor)) ?? actor.identifier?.value ?? (targetKey(actor) || actor.reference || '')
  const whole = locations.get(targetKey(actor))?.partOf
  const site = whole && (whole.display ?? names.get(targetKey(whole)))
  return isolated(plainText(site && !own.includes(site) ? `${site}, ${own}` : own))
}
