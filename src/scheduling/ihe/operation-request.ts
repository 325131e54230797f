import type { ParametersParameter } from '../../fhir/types.ts'
import type { ServerAddress } from '../dialect.ts'

/** An operation on the Appointment type, invoked by POST with a Parameters resource (ITI-115, 116, 117: 4.1.2). */
export function operationRequest(
  { base }: ServerAddress,
  operation: '$find' | '$hold' | '$book',
  parameter: ParametersParameter[],
  query = '',
): Request {
  return new Request(`${base}/Appointment/${operation}${query}`, {
    method: 'POST',
    headers: { accept: 'application/fhir+json', 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ resourceType: 'Parameters', parameter }),
  })
}
