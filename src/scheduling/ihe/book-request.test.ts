import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asAppointment } from '../../fhir/resources.ts'
import type { Appointment, Parameters } from '../../fhir/types.ts'
import type { BookIntent, Intent } from '../intent.ts'
import { statusReasonExtension, statusReasonSystem } from '../status-reasons.ts'
import { arbitraryAppointment } from '../testing/arbitrary-appointments.ts'
import { violationsOf } from '../testing/appointment-profile.ts'
import { base, book, booked, cancel, correlationId, held, modify, moved, offer, patient, release } from '../testing/intents.ts'
import { ihe } from './dialect.ts'

/** ITI-117 2:3.117.4.1.2 */

const server = { base, postSearch: true, sharesPatients: true }
const send = (intent: Intent, sharesPatients = true) => ihe.changeRequest({ ...server, sharesPatients }, intent)
const sent = async (intent: Intent, sharesPatients = true): Promise<Parameters> =>
  (await send(intent, sharesPatients).json()) as Parameters

async function sentAppointment(intent: Intent): Promise<Appointment> {
  const resource = (await sent(intent)).parameter?.find(({ name }) => name === 'appointment-resource')?.resource
  const appointment = asAppointment(resource)
  if (!appointment) throw new Error('No Appointment was sent')
  return appointment
}

const { id: _id, ...offerWithoutId } = offer
const byResource: BookIntent = { ...book, offer: offerWithoutId }

test('$book is a POST of FHIR JSON to the Appointment type', () => {
  const request = send(book)
  expect(`${request.method} ${request.url}`).toBe('POST https://clinic.example.org/fhir/Appointment/$book')
  expect(request.headers.get('content-type')).toBe('application/fhir+json')
  expect(request.headers.get('accept')).toBe('application/fhir+json')
})

describe('a new booking', () => {
  test('of an offer with an id goes by reference, with the patient', async () => {
    expect(await sent(book)).toEqual({
      resourceType: 'Parameters',
      parameter: [
        { name: 'appointment-reference', valueReference: { reference: 'Appointment/p-1' } },
        { name: 'patient-resource', resource: patient },
      ],
    })
  })

  test('of a held time goes the same way', async () => {
    expect((await sent({ ...book, offer: held, held: true })).parameter?.[0]).toEqual({
      name: 'appointment-reference',
      valueReference: { reference: 'Appointment/p-1' },
    })
  })

  test('by reference puts reason and note into the one comment', async () => {
    const { parameter } = await sent({ ...book, reasonForVisit: 'Chest pain', note: 'Brings her daughter' })
    expect(parameter?.slice(2)).toEqual([{ name: 'comment', valueString: 'Chest pain\nBrings her daughter' }])
  })

  test('of an offer without an id goes by resource: pending, with patient and correlation identifier', async () => {
    expect(await sent({ ...byResource, reasonForVisit: 'Chest pain', note: 'Brings her daughter' })).toEqual({
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'appointment-resource',
          resource: {
            resourceType: 'Appointment',
            status: 'pending',
            identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${correlationId}` }],
            reasonCode: [{ text: 'Chest pain' }],
            start: '2026-11-24T14:20:00-06:00',
            end: '2026-11-24T14:40:00-06:00',
            requestedPeriod: [{ start: '2026-11-24T14:20:00-06:00', end: '2026-11-24T14:40:00-06:00' }],
            participant: [
              { actor: { reference: 'Practitioner/brandt', display: 'Dr. Brandt' }, status: 'accepted' },
              { actor: { reference: 'Location/harbour', display: 'Harbour Clinic' }, status: 'accepted' },
              { actor: { type: 'Patient', reference: 'Patient/romero', display: 'Ida Romero' }, status: 'accepted' },
            ],
          },
        },
        { name: 'patient-resource', resource: patient },
        { name: 'comment', valueString: 'Brings her daughter' },
      ],
    })
  })

  test('by resource keeps the identifiers of the offer, and names our patient instead of another', async () => {
    const intent: BookIntent = {
      ...byResource,
      offer: {
        ...offerWithoutId,
        identifier: [{ system: 'urn:clinic', value: '77' }],
        participant: [{ actor: { reference: 'Patient/romano' }, status: 'accepted' }, ...offer.participant],
      },
    }
    const appointment = await sentAppointment(intent)
    expect(appointment.identifier?.[0]).toEqual({ system: 'urn:clinic', value: '77' })
    expect(JSON.stringify(appointment)).not.toContain('romano')
  })

  test('sends the patient without narrative and bookkeeping', async () => {
    const read = { ...patient, meta: { versionId: '4' }, text: { status: 'generated', div: '<div>Ida</div>' } } as const
    expect((await sent({ ...book, patient: read })).parameter?.[1]?.resource).toEqual(patient)
  })

  test('names the patient only by identifier to a server that has records of its own', async () => {
    const foreign = {
      ...patient,
      generalPractitioner: [{ reference: 'Practitioner/1' }],
      managingOrganization: { reference: 'Organization/1' },
    }
    const { parameter } = await sent({ ...byResource, patient: foreign }, false)
    const { id: _unknownThere, ...record } = patient
    expect(parameter?.[1]).toEqual({ name: 'patient-resource', resource: record })
    expect(parameter?.[0]?.resource).toMatchObject({
      participant: [
        ...offer.participant,
        {
          actor: { type: 'Patient', identifier: { system: 'urn:oid:2.999.1', value: '004217' }, display: 'Ida Romero' },
          status: 'accepted',
        },
      ],
    })
    expect(JSON.stringify(parameter)).not.toContain('"romero"')
    expect(JSON.stringify(parameter)).not.toContain('Patient/romero')
    for (const intent of [book, modify, cancel]) {
      const patientSent = (await sent(intent, false)).parameter?.find(({ name }) => name === 'patient-resource')?.resource
      expect(patientSent).toEqual(record)
    }
  })
})

describe('a change', () => {
  test('sends the Appointment booked, with every field that was read', async () => {
    const read = {
      ...booked,
      meta: { versionId: '3' },
      extension: [{ url: 'https://example.org/room-wish', valueString: 'ground floor' }],
      supportingInformation: [{ reference: 'DocumentReference/1' }],
      cancelationReason: { text: 'a mistake' },
    }
    const intent: Intent = { ...modify, original: read, changed: { ...read, comment: 'Needs no ramp' } }
    const { cancelationReason: _dropped, ...kept } = read
    expect(await sent(intent)).toEqual({
      resourceType: 'Parameters',
      parameter: [
        { name: 'appointment-resource', resource: { ...kept, comment: 'Needs no ramp' } },
        { name: 'patient-resource', resource: patient },
      ],
    })
  })

  test('to another time sends that time', async () => {
    expect(await sentAppointment(modify)).toEqual(moved)
  })
})

const reason = { coding: [{ system: statusReasonSystem, code: 'patient-cancel', display: 'Patient Cancel' }] }

test('a cancellation sends the reason twice, as the extension and in the base element, and the note as comment', async () => {
  const read = { ...booked, extension: [{ url: 'https://example.org/room-wish', valueString: 'ground floor' }] }
  expect(await sent({ ...cancel, original: read, note: 'Moved away' })).toEqual({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'appointment-resource',
        resource: {
          ...read,
          status: 'cancelled',
          cancelationReason: reason,
          extension: [...read.extension, { url: statusReasonExtension, valueCodeableConcept: reason }],
        },
      },
      { name: 'patient-resource', resource: patient },
      { name: 'comment', valueString: 'Moved away' },
    ],
  })
})

test('a release cancels the held Appointment, and names no patient', async () => {
  const staffCancel = { coding: [{ system: statusReasonSystem, code: 'staff-cancel', display: 'Staff Cancel' }] }
  expect(await sent(release)).toEqual({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'appointment-resource',
        resource: {
          ...held,
          status: 'cancelled',
          cancelationReason: staffCancel,
          extension: [{ url: statusReasonExtension, valueCodeableConcept: staffCancel }],
        },
      },
    ],
  })
})

describe('whatever Appointment a server gave, what is sent keeps app-1 to app-4 and the profile', () => {
  test.each([
    ['booking by resource', 'proposed', 'pending', (from: Appointment): Intent => ({ ...book, offer: withoutId(from) })],
    [
      'modify',
      'booked',
      'booked',
      (from: Appointment): Intent => ({ ...modify, original: from, changed: { ...from, comment: 'New' } }),
    ],
    ['cancel', 'booked', 'cancelled', (from: Appointment): Intent => ({ ...cancel, original: from })],
    ['release', 'pending', 'cancelled', (from: Appointment): Intent => ({ kind: 'release', held: from })],
  ] as const)('%s', async (_what, before, after, intentFor) => {
    await fc.assert(
      fc.asyncProperty(arbitraryAppointment(before), async (from) => {
        const appointment = await sentAppointment(intentFor(from))
        expect(violationsOf(appointment)).toEqual([])
        expect(appointment.status).toBe(after)
        const reasons = appointment.extension?.filter(({ url }) => url === statusReasonExtension) ?? []
        if (after === 'cancelled') expect(reasons).toHaveLength(1)
        const {
          status: _s,
          requestedPeriod: _r,
          cancelationReason: _c,
          extension: _e,
          participant: _p,
          comment: _m,
          id: _i,
          ...kept
        } = from
        expect(appointment).toMatchObject(kept)
      }),
    )
  })

  test.each([
    ['app-2', { end: '2026-11-24T14:40:00Z' }],
    ['app-3', { status: 'booked' }],
    ['app-4', { status: 'booked', cancelationReason: {} }],
    ['participant.status', { participant: [{ actor: { display: 'Dr. Brandt' } }] }],
    ['app-1', { participant: [{ status: 'accepted' }] }],
  ])('(the check itself finds a breach of %s)', (name, broken) => {
    expect(
      violationsOf({ resourceType: 'Appointment', status: 'proposed', participant: [], ...broken } as Appointment),
    ).toContain(name)
  })
})

function withoutId({ id: _none, ...rest }: Appointment): Appointment {
  return rest
}
