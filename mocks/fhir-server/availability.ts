import type { Appointment, Reference } from '../../src/fhir/types.ts'
import { instantText } from '../world/clinic-time.ts'
import { practitionerName, type Clinician } from '../world/clinicians.ts'
import { contains, type Interval } from '../world/interval.ts'
import { placeName } from '../world/seed-appointments.ts'
import type { Site } from '../world/sites.ts'
import type { Context } from './context.ts'
import { parseReference } from './references.ts'
import { conflicting, unacceptable } from './refusal.ts'

/** A time with one practitioner in one room. */
export interface Place {
  readonly clinician: Clinician
  readonly site: Site
  readonly room: string
}

export const timeOf = ({ start = '', end = '' }: Appointment): Interval => ({ start: Date.parse(start), end: Date.parse(end) })

/** Ids of the actors of one type, in order. */
export const actorIds = (
  participants: readonly { readonly actor?: Reference | undefined }[],
  type: string,
  base: string,
): string[] =>
  participants.flatMap(({ actor }) => {
    const key = actor?.reference ? parseReference(actor.reference, base) : undefined
    return key?.type === type ? [key.id] : []
  })

/**
 * The place in which a sent appointment can happen. Refuses with 422 when it names no bookable practitioner, an unknown
 * place, or a time in the past, and with 409 when the practitioner is absent then or another appointment uses the time.
 */
export function requireFree(context: Context, appointment: Appointment, except?: string): Place {
  const when = timeOf(appointment)
  const clinician = clinicianOf(context, appointment)
  if (when.start < context.clock()) throw unacceptable(`${appointment.start ?? ''} has passed.`, 'Appointment.start')
  const block = context.calendar.blocks(clinician, when).find((each) => contains(each, when))
  if (!block) throw conflicting(`${practitionerName(clinician.practitioner)} sees no patients at that time.`)
  const room = roomOf(context, appointment, block)
  const place = { clinician, site: block.site, room }
  requireUnoccupied(context, place, when, except)
  return place
}

/** Refuses with 409 when the practitioner or the room is used at that time by an appointment other than `except`. */
function requireUnoccupied(context: Context, { clinician, site, room }: Place, when: Interval, except?: string): void {
  const at = instantText(when.start, site.zone)
  if (context.store.occupant(`Practitioner/${clinician.id}`, when, except)) {
    throw conflicting(`${practitionerName(clinician.practitioner)} is no longer free at ${at}.`)
  }
  if (context.store.occupant(`Location/${room}`, when, except))
    throw conflicting(`${placeName(room)} is no longer free at ${at}.`)
}

function clinicianOf({ world, base }: Context, { participant }: Appointment): Clinician {
  const roles = actorIds(participant, 'PractitionerRole', base)
  const ids = [
    ...actorIds(participant, 'Practitioner', base),
    ...world.clinicians.filter(({ role }) => roles.includes(role.id ?? '')).map(({ id }) => id),
  ]
  const clinician = world.clinicians.find(({ id }) => ids.includes(id))
  if (!clinician)
    throw unacceptable('The appointment names no practitioner whose time can be booked.', 'Appointment.participant', 'not-found')
  return clinician
}

/** The named room, or the practitioner's own when only the site, or no place, is named. */
function roomOf({ world, base }: Context, { participant }: Appointment, { site, room }: { site: Site; room: string }): string {
  const [named] = actorIds(participant, 'Location', base)
  if (named === undefined || named === site.id) return room
  const location = world.locations.find(({ id }) => id === named)
  if (!location) throw unacceptable(`There is no Location/${named}.`, 'Appointment.participant', 'not-found')
  if (location.partOf?.reference !== `Location/${site.id}`) {
    throw conflicting(`At that time the practitioner is at ${site.location.name ?? site.id}, not at ${location.name ?? named}.`)
  }
  return named
}
