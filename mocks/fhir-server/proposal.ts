import type { Appointment, AppointmentParticipant, CodeableConcept, Identifier, Period } from '../../src/fhir/types.ts'
import { instantText } from '../world/clinic-time.ts'
import { practitionerName } from '../world/clinicians.ts'
import { SPECIALTIES } from '../world/codes.ts'
import { placeName } from '../world/seed-appointments.ts'
import type { Offer } from './offers.ts'

/** The criteria that the proposal repeats. */
export interface Asked {
  readonly requestedPeriod?: Period
  readonly patients?: readonly { readonly reference?: string; readonly display: string }[]
  readonly reason?: CodeableConcept
  readonly referral?: Identifier
}

/** The offer as a proposed Appointment (ITI-115 2:3.115.4.2.2), times with the site's own offset. */
export function proposal(offer: Offer, { requestedPeriod, patients = [], reason, referral }: Asked = {}): Appointment {
  const { id, clinician, visit, site, room } = offer
  const start = instantText(offer.start, site.zone)
  const end = instantText(offer.end, site.zone)
  const who = practitionerName(clinician.practitioner)
  const needed = (reference: string, display: string): AppointmentParticipant => ({
    actor: { reference, display },
    required: 'required',
    status: 'needs-action',
  })
  return {
    resourceType: 'Appointment',
    id,
    status: 'proposed',
    serviceType: [{ coding: [visit.code], ...(visit.code.display && { text: visit.code.display }) }],
    specialty: [{ coding: [SPECIALTIES[clinician.specialty]] }],
    ...(reason && { reasonCode: [reason] }),
    description: `${visit.code.display ?? visit.id} with ${who}`,
    start,
    end,
    minutesDuration: visit.minutes,
    ...(referral && { basedOn: [{ type: 'ServiceRequest', identifier: referral }] }),
    participant: [
      ...patients.map((actor): AppointmentParticipant => ({ actor, status: 'needs-action' })),
      needed(`Practitioner/${clinician.id}`, who),
      needed(`Location/${room}`, placeName(room)),
    ],
    requestedPeriod: [requestedPeriod ?? { start, end }],
  }
}
