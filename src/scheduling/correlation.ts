import type { Identifier } from '../fhir/types.ts'

/** The identifier that is sent with a booking by resource, so that the booking can be found again when its answer is lost. */
export function correlationIdentifier(correlationId: string): Identifier {
  return { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${correlationId}` }
}
