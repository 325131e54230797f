import { asResource } from '../fhir/resources.ts'
import type { CapabilityStatement } from '../fhir/types.ts'
import { pageRequest } from './appointment-page.ts'
import { ask } from './answer.ts'
import { jsonOf, ProtocolError } from './failure.ts'
import type { FhirServer } from './search-resources.ts'

/**
 * `GET [base]/metadata`.
 * @throws ProtocolError
 */
export async function readCapabilityStatement(
  server: Pick<FhirServer, 'base' | 'transport' | 'now'>,
  signal?: AbortSignal,
): Promise<CapabilityStatement> {
  const value = jsonOf(await ask(server.transport, pageRequest(`${server.base}/metadata`, signal)), server.now())
  const statement = asResource('CapabilityStatement', value)
  if (!statement) throw new ProtocolError({ kind: 'no-answer', doubt: 'unexpected-content', issues: [] })
  return statement
}
