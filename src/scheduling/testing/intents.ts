import type { Transport } from '../../fhir/http/transport.ts'
import type { Appointment, Patient } from '../../fhir/types.ts'
import type { ChangeableServer } from '../server.ts'
import { ihe } from '../ihe/dialect.ts'
import type { BookIntent, CancelIntent, HoldIntent, Intent, ModifyIntent, ReleaseIntent } from '../intent.ts'
import { statusReasonCoding } from '../status-reason-list.ts'

export const base = 'https://clinic.example.org/fhir'
/** 22 November 2026, noon in Chicago. */
export const nowInstant = Date.UTC(2026, 10, 22, 18)

export const patient: Patient = {
  resourceType: 'Patient',
  id: 'romero',
  identifier: [{ system: 'urn:oid:2.999.1', value: '004217', type: { coding: [{ code: 'MR' }] } }],
  name: [{ family: 'Romero', given: ['Ida'] }],
  birthDate: '1958-03-04',
  gender: 'female',
}

export const offer = {
  resourceType: 'Appointment',
  id: 'p-1',
  status: 'proposed',
  start: '2026-11-24T14:20:00-06:00',
  end: '2026-11-24T14:40:00-06:00',
  requestedPeriod: [{ start: '2026-11-24T14:20:00-06:00', end: '2026-11-24T14:40:00-06:00' }],
  participant: [
    { actor: { reference: 'Practitioner/brandt', display: 'Dr. Brandt' }, status: 'accepted' },
    { actor: { reference: 'Location/harbour', display: 'Harbour Clinic' }, status: 'accepted' },
  ],
} satisfies Appointment

export const held: Appointment = { ...offer, status: 'pending' }

export const booked = {
  ...offer,
  id: 'a-7',
  status: 'booked',
  comment: 'Needs a ramp',
  participant: [{ actor: { reference: 'Patient/romero', display: 'Ida Romero' }, status: 'accepted' }, ...offer.participant],
} satisfies Appointment

export const moved: Appointment = {
  ...booked,
  start: '2026-11-25T09:00:00-06:00',
  end: '2026-11-25T09:20:00-06:00',
  requestedPeriod: [{ start: '2026-11-25T09:00:00-06:00', end: '2026-11-25T09:20:00-06:00' }],
}

export const correlationId = '7f4ab1d4-55f3-4c3f-9d0a-3f2c5d8f0e11'

export const hold: HoldIntent = { kind: 'hold', offer, patient }
export const release: ReleaseIntent = { kind: 'release', held }
export const book: BookIntent = { kind: 'book', offer, held: false, patient, correlationId }
export const modify: ModifyIntent = { kind: 'modify', original: booked, changed: moved, patient }
export const cancel: CancelIntent = {
  kind: 'cancel',
  original: booked,
  patient,
  reason: statusReasonCoding('patient-cancel'),
}

/** One intent of each kind, with the id, status and start of the Appointment that means success. */
export const everyKind = [
  { intent: hold, id: 'p-1', status: 'pending', start: offer.start },
  { intent: release, id: 'p-1', status: 'cancelled', start: offer.start },
  { intent: book, id: 'p-1', status: 'booked', start: offer.start },
  { intent: modify, id: 'a-7', status: 'booked', start: '2026-11-25T09:00:00-06:00' },
  { intent: cancel, id: 'a-7', status: 'cancelled', start: booked.start },
].map((row) => ({ ...row, kind: row.intent.kind })) satisfies { intent: Intent; id: string; status: string; start: string }[]

export function serverWith(transport: Transport, circumstances: Partial<ChangeableServer> = {}): ChangeableServer {
  return {
    base,
    postSearch: true,
    transport,
    dialect: ihe,
    sharesPatients: true,
    holdMinutes: 10,
    now: () => nowInstant,
    ...circumstances,
  }
}
