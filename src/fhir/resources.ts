import * as v from 'valibot'
import { openObject } from './json-object.ts'
import type {
  Appointment,
  CapabilityStatement,
  HealthcareService,
  Location,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
} from './types.ts'

/**
 * Server JSON is narrowed here, once, to the parts that Slotline reads. Objects stay open: what a server sent beside them
 * is kept, because a modified Appointment must go back with every field that was read (ITI-117 2:3.117.4.1.2).
 */
const text = v.optional(v.string())
/** Repeated primitives; null stands where an element has extensions only (R4 JSON, 2.6.2.3). */
const texts = v.optional(v.array(v.nullable(v.string())))
const extension = openObject({ url: v.string() })
const identifier = openObject({ system: text, value: text, type: v.optional(v.lazy(() => concept)) })
const coding = openObject({ system: text, code: text, display: text })
const concept = openObject({ text, coding: v.optional(v.array(coding)) })
const concepts = v.optional(v.array(concept))
const reference = openObject({ reference: text, display: text, type: text, identifier: v.optional(identifier) })
const period = openObject({ start: text, end: text })
const humanName = openObject({
  use: text,
  text,
  family: text,
  given: texts,
  prefix: texts,
  suffix: texts,
})
const names = v.optional(v.array(humanName))
const identifiers = v.optional(v.array(identifier))
const extensions = v.optional(v.array(extension))
const base = { id: text, extension: extensions, meta: v.optional(openObject({ versionId: text, lastUpdated: text })) }

const schemas: Record<keyof Known, v.GenericSchema> = {
  Appointment: openObject({
    ...base,
    resourceType: v.literal('Appointment'),
    status: v.string(),
    identifier: identifiers,
    start: text,
    end: text,
    serviceType: concepts,
    serviceCategory: concepts,
    specialty: concepts,
    reasonCode: concepts,
    appointmentType: v.optional(concept),
    cancelationReason: v.optional(concept),
    description: text,
    comment: text,
    patientInstruction: text,
    minutesDuration: v.optional(v.pipe(v.number(), v.finite())),
    requestedPeriod: v.optional(v.array(period)),
    participant: v.optional(v.array(openObject({ actor: v.optional(reference), status: text, type: concepts }))),
  }),
  Patient: openObject({
    ...base,
    resourceType: v.literal('Patient'),
    active: v.optional(v.boolean()),
    name: names,
    identifier: identifiers,
    birthDate: text,
    gender: text,
    deceasedBoolean: v.optional(v.boolean()),
    deceasedDateTime: text,
    telecom: v.optional(v.array(openObject({ system: text, value: text }))),
    address: v.optional(v.array(openObject({ text, line: texts, city: text, postalCode: text }))),
    link: v.optional(v.array(openObject({ type: text, other: v.optional(reference) }))),
  }),
  Practitioner: openObject({
    ...base,
    resourceType: v.literal('Practitioner'),
    active: v.optional(v.boolean()),
    name: names,
  }),
  PractitionerRole: openObject({
    ...base,
    resourceType: v.literal('PractitionerRole'),
    active: v.optional(v.boolean()),
    practitioner: v.optional(reference),
    specialty: concepts,
    location: v.optional(v.array(reference)),
  }),
  Location: openObject({
    ...base,
    resourceType: v.literal('Location'),
    name: text,
    status: text,
    physicalType: v.optional(concept),
    partOf: v.optional(reference),
    address: v.optional(openObject({ text, line: texts, city: text, postalCode: text })),
  }),
  Organization: openObject({
    ...base,
    resourceType: v.literal('Organization'),
    name: text,
    active: v.optional(v.boolean()),
  }),
  HealthcareService: openObject({
    ...base,
    resourceType: v.literal('HealthcareService'),
    name: text,
    active: v.optional(v.boolean()),
    type: concepts,
    specialty: concepts,
  }),
  CapabilityStatement: openObject({
    ...base,
    resourceType: v.literal('CapabilityStatement'),
    fhirVersion: text,
    software: v.optional(openObject({ name: text, version: text })),
    rest: v.optional(
      v.array(
        openObject({
          resource: v.optional(
            v.array(
              openObject({
                type: v.string(),
                interaction: v.optional(v.array(openObject({ code: text }))),
                operation: v.optional(v.array(openObject({ name: text, definition: text }))),
                searchParam: v.optional(v.array(openObject({ name: text }))),
              }),
            ),
          ),
          operation: v.optional(v.array(openObject({ name: text, definition: text }))),
        }),
      ),
    ),
  }),
}

/** The resource types that Slotline reads. */
export interface Known {
  Appointment: Appointment
  Patient: Patient
  Practitioner: Practitioner
  PractitionerRole: PractitionerRole
  Location: Location
  Organization: Organization
  HealthcareService: HealthcareService
  CapabilityStatement: CapabilityStatement
}
export type KnownType = keyof Known

/** The value as a resource of this type, or undefined when it is another one or has parts of the wrong shape. Never throws. */
export function asResource<T extends KnownType>(type: T, value: unknown): Known[T] | undefined {
  return v.is(schemas[type], value) ? (value as Known[T]) : undefined
}

export function asAppointment(value: unknown): Appointment | undefined {
  return asResource('Appointment', value)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The `resourceType` a JSON value says it has, whatever else it is. */
export function resourceTypeOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value.resourceType === 'string' ? value.resourceType : undefined
}
