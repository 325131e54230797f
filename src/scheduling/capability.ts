import type { CapabilityStatement, CapabilityStatementRestResourceOperation } from '../fhir/types.ts'

/** What a server says of itself, as far as scheduling is concerned. */
export interface Capability {
  readonly find: boolean
  readonly hold: boolean
  readonly book: boolean
  /** Whether the statement lists operations at all: a silent server may still have them. */
  readonly declaresOperations: boolean
  readonly software?: string
  readonly fhirVersion?: string
  /** Search parameters of Appointment. */
  readonly searchParameters: readonly string[]
}

const operationCanonical = 'https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-'

/**
 * Reads what the server side of the statement says in `rest.resource[Appointment].operation`, by name (with or without `$`)
 * or by the definition's canonical URL.
 */
export function readCapability(statement: CapabilityStatement): Capability {
  const rest = (statement.rest ?? []).filter((side) => side.mode !== 'client')
  const appointment = rest.flatMap((side) => side.resource ?? []).filter((resource) => resource.type === 'Appointment')
  const operations = [
    ...appointment.flatMap((resource) => resource.operation ?? []),
    ...rest.flatMap((side) => side.operation ?? []),
  ]
  const has = (name: 'find' | 'hold' | 'book') =>
    operations.some(
      ({ name: called = '', definition }: Partial<CapabilityStatementRestResourceOperation>) =>
        [name, `$${name}`, `appointment-${name}`].includes(called) || definition?.split('|')[0] === operationCanonical + name,
    )
  const { fhirVersion, software } = sparse(statement)
  return {
    find: has('find'),
    hold: has('hold'),
    book: has('book'),
    declaresOperations: operations.length > 0,
    searchParameters: appointment
      .flatMap((resource) => resource.searchParam ?? [])
      .map((parameter) => parameter.name)
      .filter((name: string | undefined) => name !== undefined),
    ...(fhirVersion ? { fhirVersion } : {}),
    ...(software?.name ? { software: [software.name, software.version].filter(Boolean).join(' ') } : {}),
  }
}

/** Servers leave out what R4 requires. */
function sparse(statement: CapabilityStatement): Partial<CapabilityStatement> {
  return statement
}
