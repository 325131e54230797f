import { identifier, reference, timing } from './data-types.ts'
import { appointmentShape, patientShape } from './resource-shapes.ts'
import type { Primitive, Shape } from './shape.ts'

/** One row of an operation's `in` parameters. */
export interface ParameterDefinition {
  readonly min: 0 | 1
  readonly max: 1 | '*'
  /** The only property that may carry the value: `value[x]` by name, or `resource`. */
  readonly property: string
  readonly type: Primitive | Shape
  /** The resource type expected where `property` is `resource`. */
  readonly resourceType?: string
}

export interface OperationDefinition {
  readonly name: 'find' | 'hold' | 'book'
  readonly canonical: string
  readonly parameters: Readonly<Record<string, ParameterDefinition>>
}

const text: Pick<ParameterDefinition, 'property' | 'type'> = { property: 'valueString', type: 'string' }
const link: Pick<ParameterDefinition, 'property' | 'type'> = { property: 'valueReference', type: reference }
const any = { min: 0, max: '*' } as const
const patientResource: ParameterDefinition = { ...any, property: 'resource', type: patientShape, resourceType: 'Patient' }

const canonical = (name: string): string => `https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-${name}`

/** ITI-115 2:3.115.4.1.2 */
export const findDefinition: OperationDefinition = {
  name: 'find',
  canonical: canonical('find'),
  parameters: {
    start: { min: 1, max: 1, property: 'valueDateTime', type: 'dateTime' },
    end: { min: 1, max: 1, property: 'valueDateTime', type: 'dateTime' },
    specialty: { ...any, ...text },
    'visit-type': { ...any, ...text },
    practitioner: { ...any, ...link },
    organization: { ...any, ...link },
    'location-string': { ...any, ...text },
    'location-reference': { ...any, ...link },
    'patient-reference': { ...any, ...link },
    'patient-resource': patientResource,
    reason: { ...any, ...text },
    'referral-identifier': { min: 0, max: 1, property: 'valueIdentifier', type: identifier },
    timing: { min: 0, max: 1, property: 'valueTiming', type: timing },
    'insurance-reference': { ...any, ...link },
  },
}

/** ITI-116 2:3.116.4.1.2 */
export const holdDefinition: OperationDefinition = {
  name: 'hold',
  canonical: canonical('hold'),
  parameters: { 'appointment-reference': { min: 1, max: 1, ...link } },
}

/** ITI-117 2:3.117.4.1.2 */
export const bookDefinition: OperationDefinition = {
  name: 'book',
  canonical: canonical('book'),
  parameters: {
    'appointment-reference': { min: 0, max: 1, ...link },
    'appointment-resource': { min: 0, max: 1, property: 'resource', type: appointmentShape, resourceType: 'Appointment' },
    'patient-resource': patientResource,
    comment: { min: 0, max: 1, ...text },
  },
}
