import fc from 'fast-check'
import type { Appointment, AppointmentParticipant, Extension, Reference } from '../../fhir/types.ts'
import { statusReasonExtension } from '../status-reasons.ts'

const words = fc.string({ minLength: 1, maxLength: 12 })
const id = fc.stringMatching(/^[A-Za-z0-9\-.]{1,16}$/)
const instant = fc
  .date({ noInvalidDate: true, min: new Date('2026-01-01'), max: new Date('2027-12-31') })
  .map((date) => date.toISOString())
const concept = fc.record({ text: words }, { requiredKeys: [] })

const actor = fc.oneof(
  fc
    .tuple(fc.constantFrom('Practitioner', 'Location', 'Patient', 'HealthcareService'), id)
    .map(([type, it]): Reference => ({ reference: `${type}/${it}` })),
  words.map((display): Reference => ({ display })),
  words.map((value): Reference => ({ type: 'Patient', identifier: { system: 'urn:x', value } })),
)
const participant: fc.Arbitrary<AppointmentParticipant> = fc.record({
  actor,
  status: fc.constantFrom('accepted', 'tentative', 'needs-action', 'declined'),
})
const extension: fc.Arbitrary<Extension> = fc.oneof(
  fc.record({ url: fc.constant('https://example.org/room-wish'), valueString: words }),
  fc.record({ url: fc.constant(statusReasonExtension), valueCodeableConcept: concept }),
)

/** An Appointment as servers return it: it follows the profile, but for its requested periods and a stray cancelationReason. */
export function arbitraryAppointment(status: Appointment['status']): fc.Arbitrary<Appointment> {
  return fc
    .record(
      {
        id,
        start: instant,
        end: instant,
        participant: fc.array(participant, { minLength: 1, maxLength: 4 }),
        requestedPeriod: fc.array(fc.record({ start: instant, end: instant }), { maxLength: 2 }),
        cancelationReason: concept,
        extension: fc.array(extension, { maxLength: 2 }),
        meta: fc.record({ versionId: id }),
        comment: words,
        description: words,
        minutesDuration: fc.integer({ min: 5, max: 90 }),
        serviceType: fc.array(concept, { minLength: 1, maxLength: 2 }),
        supportingInformation: fc.array(fc.record({ reference: words }), { minLength: 1, maxLength: 1 }),
      },
      { requiredKeys: ['start', 'end', 'participant'] },
    )
    .map((parts) => ({ resourceType: 'Appointment', status, ...parts }))
}
