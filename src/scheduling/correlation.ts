import type { Identifier } from '../fhir/types.ts'

/** The identifier by which a booking that went by resource is found again when its answer was lost. */
export function correlationIdentifier(correlationId: string): Identifier {
  return { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${correlationId}` }
}
