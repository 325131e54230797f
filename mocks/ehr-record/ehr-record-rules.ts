import type { Appointment, OperationOutcomeIssue, Reference } from '../../src/fhir/types.ts'
import { departuresFromInvariants } from '../fhir-server/appointment-profile.ts'
import { parseReference } from '../fhir-server/references.ts'
import { issue, malformed, Refusal } from '../fhir-server/refusal.ts'
import { appointmentShape } from '../fhir-server/resource-shapes.ts'
import { departures, isObject } from '../fhir-server/shape.ts'

export interface RecordRules {
  /** FHIR base without trailing slash. */
  readonly base: string
  readonly hasPatient: (id: string) => boolean
  /** Whether references to other servers are accepted. */
  readonly takesExternal: boolean
}

/**
 * The Appointment in a request's body. Refuses with 400 what isn't one, and with 422 an Appointment that breaks R4's invariants or
 * has a reference that leads nowhere: to a patient, practitioner or place that this EHR doesn't have, or to nothing contained in it.
 */
export function acceptAppointment(body: string, rules: RecordRules): Appointment {
  const value = parse(body)
  if (!isAppointment(value)) throw malformed('The body must be an Appointment.', undefined, 'structure')
  const shape = departures(value, appointmentShape, 'Appointment')
  if (shape.length > 0) throw new Refusal(400, shape)
  const issues = [...departuresFromInvariants(value), ...departuresOfContained(value), ...departuresOfReferences(value, rules)]
  if (issues.length > 0) throw new Refusal(422, issues)
  return value
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw malformed('The body is no JSON.', undefined, 'structure')
  }
}

/** Checks only the resource type; the rest is checked by `acceptAppointment`. */
export function isAppointment(value: unknown): value is Appointment {
  return isObject(value) && value.resourceType === 'Appointment'
}

/** dom-3: each contained resource must be referred to. And no reference may name one that isn't contained. */
function departuresOfContained({ contained = [], ...appointment }: Appointment): OperationOutcomeIssue[] {
  const ids = contained.map(({ id }) => `#${id ?? ''}`)
  const named = referencesIn(appointment).flatMap(({ reference }) => (reference?.startsWith('#') ? [reference] : []))
  return [
    ...ids.filter((id) => !named.includes(id)).map((id) => issue('error', 'invariant', `dom-3: nothing refers to ${id}.`)),
    ...named.filter((id) => !ids.includes(id)).map((id) => issue('error', 'not-found', `There is no ${id} in this resource.`)),
  ]
}

function departuresOfReferences(
  { contained: _contained, ...appointment }: Appointment,
  { base, hasPatient, takesExternal }: RecordRules,
): OperationOutcomeIssue[] {
  return referencesIn(appointment).flatMap(({ reference }) => {
    if (reference === undefined || reference.startsWith('#')) return []
    const key = parseReference(reference, base)
    if (!key) return takesExternal ? [] : [issue('error', 'not-supported', `${reference} is on another server.`)]
    const isKnown = key.type === 'Patient' && hasPatient(key.id)
    return isKnown ? [] : [issue('error', 'not-found', `${reference} is not known here.`)]
  })
}

/** Every Reference in a value, however deep. */
function referencesIn(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (!isObject(value)) return []
  const own = typeof value.reference === 'string' ? [{ reference: value.reference }] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}
