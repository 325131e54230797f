import type { Appointment } from '../../src/fhir/types.ts'
import type { Context } from '../fhir-server/context.ts'
import { placeParticipants } from '../fhir-server/book-new.ts'
import { resolveOffer } from '../fhir-server/offers.ts'
import { parseReference } from '../fhir-server/references.ts'
import { isObject } from '../fhir-server/shape.ts'
import { clinicians } from '../world/clinicians.ts'
import { patients } from '../world/patients.ts'

/** Gives the time that a $hold or $book is about to ask for to somebody else: a hold on it is lost, a proposal is taken. */
export function takeTime(context: Context, body: string): void {
  const wanted = wantedBy(context, body)
  if (!wanted) return
  const { store } = context
  const held = wanted.id !== undefined && store.holds().some(({ appointment }) => appointment === wanted.id)
  if (held && wanted.id !== undefined) {
    const lost = store.appointment(wanted.id)
    if (lost) store.put({ ...lost, status: 'cancelled' })
  }
  store.put({ ...wanted, id: store.newAppointmentId(), status: 'booked' })
}

/** The wanted time with somebody else as its patient. */
function wantedBy(context: Context, body: string): Appointment | undefined {
  const sent = parameterIn(body)
  if (sent === undefined) return undefined
  const rival = { actor: { reference: `Patient/${patients.at(-1)?.id ?? ''}` }, status: 'accepted' as const }
  if (typeof sent === 'string') {
    const id = parseReference(sent, context.base)?.id ?? ''
    const stored = context.store.appointment(id)
    const others = stored?.participant.filter(({ actor }) => !actor?.reference?.startsWith('Patient/'))
    if (stored && others) return { ...stored, participant: [rival, ...others] }
    const offer = resolveOffer(context, id)
    return offer === undefined || offer === 'taken' ? undefined : rivalAppointment(offer, [rival, ...placeParticipants(offer)])
  }
  const key = (type: string): string | undefined =>
    sent.participant
      .flatMap(({ actor }) => parseReference(actor?.reference ?? '', context.base) ?? [])
      .find((each) => each.type === type)?.id
  const clinician = clinicians.find(({ id }) => id === key('Practitioner'))
  if (!clinician) return undefined
  const actor = { reference: `Practitioner/${clinician.id}` }
  // Identifiers, reason and note are left out, since they belong to the patient who loses the time.
  const { start, end } = sent
  const time = { ...(start && { start }), ...(end && { end }) }
  const participant: Appointment['participant'] = [rival, { actor, status: 'accepted' }]
  return { resourceType: 'Appointment', status: 'booked', ...time, requestedPeriod: [time], participant }
}

const rivalAppointment = (
  { start, end }: { start: number; end: number },
  participant: Appointment['participant'],
): Appointment => ({
  resourceType: 'Appointment',
  status: 'booked',
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
  requestedPeriod: [{ start: new Date(start).toISOString(), end: new Date(end).toISOString() }],
  participant,
})

/** The appointment-reference's text, or the appointment-resource; undefined when the body has neither. */
function parameterIn(body: string): string | Appointment | undefined {
  const parsed = parsedJson(body)
  const parameters: readonly unknown[] = isObject(parsed) && Array.isArray(parsed['parameter']) ? parsed['parameter'] : []
  for (const part of parameters) {
    if (!isObject(part)) continue
    const { name, valueReference, resource } = part
    if (name === 'appointment-reference' && isObject(valueReference) && typeof valueReference['reference'] === 'string')
      return valueReference['reference']
    if (name === 'appointment-resource' && isAppointment(resource)) return resource
  }
  return undefined
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Checks only the elements that are used here. */
const isAppointment = (value: unknown): value is Appointment =>
  isObject(value) &&
  value['resourceType'] === 'Appointment' &&
  Array.isArray(value['participant']) &&
  typeof value['start'] === 'string'
