import type { CapabilityStatement, CapabilityStatementRestResourceOperation } from '../fhir/types.ts'

/** Which operations a server declares. A server may support operations that it doesn't declare. */
export interface Capability {
  readonly find: boolean
  readonly hold: boolean
  readonly book: boolean
}

const operationCanonical = 'https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-'

/**
 * Reads the operations that the server side of the statement declares, on Appointment or for the whole server. An operation is
 * recognised by its name (with or without `$`) or by its definition's canonical URL.
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
  return { find: has('find'), hold: has('hold'), book: has('book') }
}
