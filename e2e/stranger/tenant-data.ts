import type { Json } from './json.ts'

/** The data of the stranger's tenant. The clinic's zone is India's: always UTC+05:30. */
export const zone = 'Asia/Kolkata'
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const indiaMs = 330 * minuteMs

export const clientId = 'slotline-at-tenant-7'
const mrnSystem = 'urn:oid:2.999.7.1'
const identifierTypes = 'http://terminology.hl7.org/CodeSystem/v2-0203'

/** Two people with the same name, and one other. */
export const patients: readonly Json[] = [
  person('P.1-a', 'Priya', 'Sharma', '1984-02-29', 'female', '7-0001'),
  person('P.1-b', 'Priya', 'Sharma', '1991-11-05', 'female', '7-0002'),
  person('P.2-z', 'Arun', 'Menon', '1950-07-14', 'male', '7-0300'),
]

function person(id: string, given: string, family: string, birthDate: string, gender: string, mrn: string): Json {
  return {
    resourceType: 'Patient',
    id,
    active: true,
    identifier: [{ type: { coding: [{ system: identifierTypes, code: 'MR' }] }, system: mrnSystem, value: mrn }],
    name: [{ use: 'official', family, given: [given] }],
    birthDate,
    gender,
  }
}

export const practitioners: readonly Json[] = [
  { resourceType: 'Practitioner', id: 'pr.1', active: true, name: [{ text: 'Dr. Anjali Rao', family: 'Rao' }] },
  { resourceType: 'Practitioner', id: 'pr.2', active: true, name: [{ prefix: ['Dr.'], family: 'Qureshi', given: ['Farhan'] }] },
]

export const locations: readonly Json[] = [
  { resourceType: 'Location', id: 'loc-1', status: 'active', name: 'Indiranagar Clinic' },
  { resourceType: 'Location', id: 'loc-2', status: 'active', name: 'Whitefield Annexe' },
]

/** The clinic's day that is so many days from today, as YYYY-MM-DD. */
export function clinicDay(daysAhead: number, nowInstant = Date.now()): string {
  return new Date(nowInstant + indiaMs + daysAhead * dayMs).toISOString().slice(0, 10)
}

/** The instant, in Z, at which the clinic's clock shows that time (HH:MM) on that day. */
export function clinicInstant(day: string, time: string): string {
  return new Date(Date.parse(`${day}T${time}:00+05:30`)).toISOString().replace('.000Z', 'Z')
}

const snomed = 'http://snomed.info/sct'
const generalVisit = {
  coding: [{ system: snomed, code: '408443003', display: 'General medical practice' }],
  text: 'General check',
}

/** An offer's practitioner and place, named in one of three ways: in words only, by bare absolute references, or by both. */
function actorsOf(kind: number, base: string): Json[] {
  if (kind === 0) {
    return [
      { actor: { display: 'Indiranagar Clinic' }, required: 'information-only', status: 'accepted' },
      { actor: { display: 'Dr. Anjali Rao' }, status: 'needs-action' },
    ]
  }
  if (kind === 1) {
    return [
      { actor: { reference: `${base}/Location/loc-2` }, status: 'accepted' },
      { actor: { reference: `${base}/Practitioner/pr.2` }, required: 'required', status: 'tentative' },
    ]
  }
  const doctor = { reference: `${base}/Practitioner/pr.1`, type: 'Practitioner', display: 'Dr. Anjali Rao' }
  return [
    { actor: doctor, status: 'needs-action' },
    { actor: { reference: `${base}/Location/loc-1`, display: 'Indiranagar Clinic' }, status: 'accepted' },
  ]
}

export function appointment(base: string, id: string, day: string, time: string, kind: number): Json {
  const minutes = kind === 1 ? 40 : 25
  const start = clinicInstant(day, time)
  const end = new Date(Date.parse(start) + minutes * minuteMs).toISOString().replace('.000Z', 'Z')
  return {
    resourceType: 'Appointment',
    id,
    status: 'proposed',
    serviceType: [generalVisit],
    description: `Tenant 7 slot ${id}`,
    start,
    end,
    minutesDuration: minutes,
    participant: actorsOf(kind, base),
    requestedPeriod: [{ start: `${day}T00:00:00+05:30`, end: `${day}T23:59:59+05:30` }],
  }
}

/** Free times of the next twelve days in no order, with some just after and just before midnight. */
export function freeTimes(base: string): Json[] {
  const times = ['14:00', '09:05', '00:10', '11:30', '23:50']
  const all = Array.from({ length: 12 }, (_, index) => index + 1).flatMap((ahead) =>
    times.map((time, nth) => appointment(base, `slot.${ahead}-${nth}`, clinicDay(ahead), time, (ahead + nth) % 3)),
  )
  return all.toSorted((a, b) => mixed(String(a['id'])) - mixed(String(b['id'])))
}

function mixed(id: string): number {
  return Array.from(id, (character) => character.charCodeAt(0)).reduce((sum, code) => (sum * 31 + code) % 9973, 7)
}

/** The first patient's appointments: one cancelled, one booked, one past. */
export function existing(base: string): Json[] {
  const patient = { actor: { reference: `${base}/Patient/P.1-a` }, status: 'accepted' }
  const reason = { coding: [{ system: 'https://profiles.ihe.net/ITI/Scheduling/CodeSystem/status-reason', code: 'weather' }] }
  const of = (id: string, ahead: number, status: string, more: Json = {}): Json => {
    const made = appointment(base, id, clinicDay(ahead), '16:15', 1)
    const participant = [patient, ...(Array.isArray(made['participant']) ? made['participant'] : [])]
    return { ...made, status, participant, ...more }
  }
  return [
    of('old.c', 3, 'cancelled', { cancelationReason: reason }),
    of('old.b', 5, 'booked', {
      meta: { versionId: '4' },
      extension: [{ url: 'https://tenant-7.example/StructureDefinition/desk', valueString: 'Desk 4' }],
      comment: 'Fasting since midnight',
      priority: 5,
    }),
    of('old.f', -20, 'fulfilled'),
  ]
}
