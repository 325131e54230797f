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
import { isDeeperThan } from './depth.ts'
import { listOf, nullable, number, objectOf, only, required, text, truth, type Shape } from './shape.ts'

/**
 * Server JSON is narrowed here, once, to the parts that Slotline reads. Objects stay open, with everything else that the server sent,
 * because a modified Appointment must go back with every field that was read (ITI-117 2:3.117.4.1.2).
 */
const coding = objectOf({ system: text, code: text, display: text })
const concept = objectOf({ text, coding: listOf(coding) })
const concepts = listOf(concept)
const identifier = objectOf({ system: text, value: text, type: concept })
const identifiers = listOf(identifier)
const reference = objectOf({ reference: text, display: text, type: text, identifier })
const period = objectOf({ start: text, end: text })
/** Repeated primitives; null marks an element that has only extensions (R4 JSON, 2.6.2.3). */
const texts = listOf(nullable(text))
const humanNames = listOf(objectOf({ use: text, text, family: text, given: texts, prefix: texts, suffix: texts }))
const postalAddress = { text, line: texts, city: text, postalCode: text }
const operations = listOf(objectOf({ name: text, definition: text }))
const base = {
  id: text,
  extension: listOf(objectOf({ url: required(text) })),
  meta: objectOf({ versionId: text, lastUpdated: text }),
}

const shapes: Readonly<Record<keyof Known, Shape>> = {
  Appointment: objectOf({
    ...base,
    resourceType: required(only('Appointment')),
    status: required(text),
    identifier: identifiers,
    start: text,
    end: text,
    serviceType: concepts,
    serviceCategory: concepts,
    specialty: concepts,
    reasonCode: concepts,
    appointmentType: concept,
    cancelationReason: concept,
    description: text,
    comment: text,
    patientInstruction: text,
    minutesDuration: number,
    requestedPeriod: listOf(period),
    participant: listOf(objectOf({ actor: reference, status: text, type: concepts })),
  }),
  Patient: objectOf({
    ...base,
    resourceType: required(only('Patient')),
    active: truth,
    name: humanNames,
    identifier: identifiers,
    birthDate: text,
    gender: text,
    deceasedBoolean: truth,
    deceasedDateTime: text,
    telecom: listOf(objectOf({ system: text, value: text })),
    address: listOf(objectOf(postalAddress)),
    link: listOf(objectOf({ type: text, other: reference })),
  }),
  Practitioner: objectOf({ ...base, resourceType: required(only('Practitioner')), active: truth, name: humanNames }),
  PractitionerRole: objectOf({
    ...base,
    resourceType: required(only('PractitionerRole')),
    active: truth,
    practitioner: reference,
    specialty: concepts,
    location: listOf(reference),
  }),
  Location: objectOf({
    ...base,
    resourceType: required(only('Location')),
    name: text,
    status: text,
    physicalType: concept,
    partOf: reference,
    address: objectOf(postalAddress),
  }),
  Organization: objectOf({ ...base, resourceType: required(only('Organization')), name: text, active: truth }),
  HealthcareService: objectOf({
    ...base,
    resourceType: required(only('HealthcareService')),
    name: text,
    active: truth,
    type: concepts,
    specialty: concepts,
  }),
  CapabilityStatement: objectOf({
    ...base,
    resourceType: required(only('CapabilityStatement')),
    fhirVersion: text,
    software: objectOf({ name: text, version: text }),
    rest: listOf(
      objectOf({
        resource: listOf(
          objectOf({
            type: required(text),
            interaction: listOf(objectOf({ code: text })),
            operation: operations,
            searchParam: listOf(objectOf({ name: text })),
          }),
        ),
        operation: operations,
      }),
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

/**
 * How deep a resource may be nested: code that keeps, compares or sends it visits all levels. The deepest that the profile allows needs
 * less than half.
 */
export const deepestResource = 64

/**
 * The value as a resource of this type; undefined if it has another type, has parts of the wrong shape or is nested too deep. Never
 * throws.
 */
export function asResource<T extends KnownType>(type: T, value: unknown): Known[T] | undefined {
  const isOne = resourceTypeOf(value) === type && shapes[type](value) && !isDeeperThan(deepestResource, value)
  return isOne ? (value as Known[T]) : undefined
}

export function asAppointment(value: unknown): Appointment | undefined {
  return asResource('Appointment', value)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The `resourceType` that a JSON value claims, whatever else it is. */
export function resourceTypeOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value.resourceType === 'string' ? value.resourceType : undefined
}
