import type { Appointment, Patient } from '../../src/fhir/types.ts'
import type { Calendar } from './calendar.ts'
import { addDays, epochAt, instantText } from './clinic-time.ts'
import { clinicians, performs, practitionerName, type Clinician } from './clinicians.ts'
import { SPECIALTIES, STATUS_REASON_EXTENSION, STATUS_REASON_SYSTEM } from './codes.ts'
import { overlaps, type Interval } from './interval.ts'
import { patientName, patients } from './patients.ts'
import { seededRandom } from './random.ts'
import { rooms } from './sites.ts'
import { visitTypes, type VisitType } from './visit-types.ts'

const MINUTE = 60_000
const PAST_DAYS = 21
const FUTURE_DAYS = 35

/** The patient with whom users first try the clinic out. She has no appointments for four days, so that she can book the first offers. */
const [firstCaller, firstCallerIsFreeFor] = ['pat-4217', 4 * 24 * 60 * MINUTE]

/** The people who sit in the waiting room: active records only, children with the paediatrician. */
const visitorsOf = (clinician: Clinician): readonly Patient[] =>
  patients.filter(({ active, birthDate = '' }) => active && birthDate > '2007' === (clinician.specialty === 'paediatrics'))

/**
 * Appointments around the day `YYYY-MM-DD`: fulfilled, missed and cancelled ones before it, booked and a few cancelled ones from
 * that day on. Nobody is in two places at once. The same day always gives the same appointments.
 */
export function seedAppointments(day: string, calendar: Calendar): Appointment[] {
  const random = seededRandom(4217)
  const taken = new Map<string, Interval[]>()
  const isFree = (who: string, when: Interval): boolean => !taken.get(who)?.some((other) => overlaps(other, when))
  const take = (who: string, when: Interval): void => void taken.set(who, [...(taken.get(who) ?? []), when])
  const window = {
    start: epochAt(addDays(day, -PAST_DAYS), '00:00', 'UTC'),
    end: epochAt(addDays(day, FUTURE_DAYS), '00:00', 'UTC'),
  }
  const today = epochAt(day, '00:00', 'America/Chicago')
  const made: Appointment[] = []
  let count = 0

  for (const clinician of clinicians) {
    const visitors = visitorsOf(clinician)
    const visits = visitTypes.filter((visit) => performs(clinician.specialty, visit))
    for (const block of calendar.blocks(clinician, window)) {
      const busyness = block.start < today ? 0.1 : block.start < today + 14 * 24 * 60 * MINUTE ? 0.2 : 0.06
      const share = clinician.specialty === 'paediatrics' ? busyness / 3 : busyness
      for (let start = block.start; start < block.end; start += 20 * MINUTE) {
        if (random() > share) continue
        const visit = visits[Math.floor(random() * random() * visits.length)] ?? visitTypes[0]
        const patient = visitors[Math.floor(random() * visitors.length)]
        const when = { start, end: start + visit.minutes * MINUTE }
        const room = visit.room ? `${block.site.id}-${visit.room}` : block.room
        const actors = [clinician.id, room, patient?.id ?? '']
        if (!patient || when.end > block.end || !actors.every((actor) => isFree(actor, when))) continue
        const status = start < today ? pastStatus(random()) : random() < 0.08 ? 'cancelled' : 'booked'
        if (status !== 'cancelled') actors.forEach((actor) => take(actor, when))
        count += 1
        if (patient.id === firstCaller && start >= today && start < today + firstCallerIsFreeFor) continue
        made.push(
          appointment({
            id: `a-${String(count).padStart(4, '0')}`,
            status,
            when,
            zone: block.site.zone,
            clinician,
            visit,
            room,
            patient,
            day,
          }),
        )
      }
    }
  }
  return made
}

const pastStatus = (chance: number): Appointment['status'] =>
  chance < 0.82 ? 'fulfilled' : chance < 0.91 ? 'noshow' : 'cancelled'

interface Plan {
  readonly id: string
  readonly status: Appointment['status']
  readonly when: Interval
  readonly zone: string
  readonly clinician: Clinician
  readonly visit: VisitType
  readonly room: string
  readonly patient: Patient
  readonly day: string
}

function appointment({ id, status, when, zone, clinician, visit, room, patient, day }: Plan): Appointment {
  const start = instantText(when.start, zone)
  const end = instantText(when.end, zone)
  const who = practitionerName(clinician.practitioner)
  const cancelled = status === 'cancelled' && {
    coding: [{ system: STATUS_REASON_SYSTEM, code: 'patient-cancel', display: 'Patient Cancel' }],
  }
  const participation = status === 'cancelled' ? 'declined' : 'accepted'
  return {
    resourceType: 'Appointment',
    id,
    meta: { versionId: '1', lastUpdated: `${addDays(day, -PAST_DAYS)}T15:00:00Z` },
    ...(cancelled && { extension: [{ url: STATUS_REASON_EXTENSION, valueCodeableConcept: cancelled }] }),
    status,
    ...(cancelled && { cancelationReason: cancelled }),
    serviceType: [{ coding: [visit.code], ...(visit.code.display && { text: visit.code.display }) }],
    specialty: [{ coding: [SPECIALTIES[clinician.specialty]] }],
    description: `${visit.code.display ?? visit.id} with ${who}`,
    start,
    end,
    minutesDuration: visit.minutes,
    created: `${addDays(day, -PAST_DAYS - 7)}T15:00:00Z`,
    participant: [
      { actor: { reference: `Patient/${patient.id ?? ''}`, display: patientName(patient) }, status: participation },
      { actor: { reference: `Practitioner/${clinician.id}`, display: who }, required: 'required', status: participation },
      { actor: { reference: `Location/${room}`, display: placeName(room) }, required: 'required', status: participation },
    ],
    requestedPeriod: [{ start, end }],
  }
}

/** `Room 2, Harbour Clinic`. */
export function placeName(roomId: string): string {
  const room = rooms.find(({ id }) => id === roomId)
  return [room?.name, room?.partOf?.display].filter(Boolean).join(', ')
}
