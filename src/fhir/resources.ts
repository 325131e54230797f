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
import { z } from './zod.ts'

/**
 * Server JSON is narrowed here, once, to the parts that Slotline reads. Objects stay open: what a server sent beside them
 * is kept, because a modified Appointment must go back with every field that was read (ITI-117 2:3.117.4.1.2).
 */
const text = z.optional(z.string())
/** Repeated primitives; null stands where an element has extensions only (R4 JSON, 2.6.2.3). */
const texts = z.optional(z.array(z.nullable(z.string())))
const extension = z.looseObject({ url: z.string() })
const identifier = z.looseObject({ system: text, value: text, type: z.optional(z.lazy(() => concept)) })
const coding = z.looseObject({ system: text, code: text, display: text })
const concept = z.looseObject({ text, coding: z.optional(z.array(coding)) })
const concepts = z.optional(z.array(concept))
const reference = z.looseObject({ reference: text, display: text, type: text, identifier: z.optional(identifier) })
const period = z.looseObject({ start: text, end: text })
const humanName = z.looseObject({
  use: text,
  text,
  family: text,
  given: texts,
  prefix: texts,
  suffix: texts,
})
const names = z.optional(z.array(humanName))
const identifiers = z.optional(z.array(identifier))
const extensions = z.optional(z.array(extension))
const base = { id: text, extension: extensions, meta: z.optional(z.looseObject({ versionId: text, lastUpdated: text })) }

const schemas: Record<keyof Known, z.ZodMiniType> = {
  Appointment: z.looseObject({
    ...base,
    resourceType: z.literal('Appointment'),
    status: z.string(),
    identifier: identifiers,
    start: text,
    end: text,
    serviceType: concepts,
    serviceCategory: concepts,
    specialty: concepts,
    reasonCode: concepts,
    appointmentType: z.optional(concept),
    cancelationReason: z.optional(concept),
    description: text,
    comment: text,
    patientInstruction: text,
    minutesDuration: z.optional(z.number()),
    requestedPeriod: z.optional(z.array(period)),
    participant: z.optional(z.array(z.looseObject({ actor: z.optional(reference), status: text, type: concepts }))),
  }),
  Patient: z.looseObject({
    ...base,
    resourceType: z.literal('Patient'),
    active: z.optional(z.boolean()),
    name: names,
    identifier: identifiers,
    birthDate: text,
    gender: text,
    deceasedBoolean: z.optional(z.boolean()),
    deceasedDateTime: text,
    telecom: z.optional(z.array(z.looseObject({ system: text, value: text }))),
    address: z.optional(z.array(z.looseObject({ text, line: texts, city: text, postalCode: text }))),
    link: z.optional(z.array(z.looseObject({ type: text, other: z.optional(reference) }))),
  }),
  Practitioner: z.looseObject({
    ...base,
    resourceType: z.literal('Practitioner'),
    active: z.optional(z.boolean()),
    name: names,
  }),
  PractitionerRole: z.looseObject({
    ...base,
    resourceType: z.literal('PractitionerRole'),
    active: z.optional(z.boolean()),
    practitioner: z.optional(reference),
    specialty: concepts,
    location: z.optional(z.array(reference)),
  }),
  Location: z.looseObject({
    ...base,
    resourceType: z.literal('Location'),
    name: text,
    status: text,
    physicalType: z.optional(concept),
    partOf: z.optional(reference),
    address: z.optional(z.looseObject({ text, line: texts, city: text, postalCode: text })),
  }),
  Organization: z.looseObject({
    ...base,
    resourceType: z.literal('Organization'),
    name: text,
    active: z.optional(z.boolean()),
  }),
  HealthcareService: z.looseObject({
    ...base,
    resourceType: z.literal('HealthcareService'),
    name: text,
    active: z.optional(z.boolean()),
    type: concepts,
    specialty: concepts,
  }),
  CapabilityStatement: z.looseObject({
    ...base,
    resourceType: z.literal('CapabilityStatement'),
    fhirVersion: text,
    software: z.optional(z.looseObject({ name: text, version: text })),
    rest: z.optional(
      z.array(
        z.looseObject({
          resource: z.optional(
            z.array(
              z.looseObject({
                type: z.string(),
                interaction: z.optional(z.array(z.looseObject({ code: text }))),
                operation: z.optional(z.array(z.looseObject({ name: text, definition: text }))),
                searchParam: z.optional(z.array(z.looseObject({ name: text }))),
              }),
            ),
          ),
          operation: z.optional(z.array(z.looseObject({ name: text, definition: text }))),
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
  return z.safeParse(schemas[type], value).success ? (value as Known[T]) : undefined
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
