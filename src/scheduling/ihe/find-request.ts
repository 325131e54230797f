import type { ParametersParameter } from '../../fhir/types.ts'
import type { FindCriteria, Token } from '../criteria.ts'
import type { ServerAddress } from '../dialect.ts'
import { operationRequest } from './operation-request.ts'

/** `$find` with every criterion of the table in ITI-115 2:3.115.4.1.2; always with start and end, both with offset. */
export function findRequest(server: ServerAddress, criteria: FindCriteria): Request {
  const each = <T>(values: readonly T[] | undefined, parameter: (value: T) => ParametersParameter) => (values ?? []).map(parameter)
  const token = (name: string) => (value: Token) => ({ name, valueString: `${value.system}|${value.code}` })
  const query = criteria.count === undefined ? '' : `?_count=${criteria.count}`
  return operationRequest(
    server,
    '$find',
    [
      { name: 'start', valueDateTime: criteria.start },
      { name: 'end', valueDateTime: criteria.end },
      ...each(criteria.specialty, token('specialty')),
      ...each(criteria.visitType, token('visit-type')),
      ...each(criteria.practitioner, (valueReference) => ({ name: 'practitioner', valueReference })),
      ...each(criteria.organization, (valueReference) => ({ name: 'organization', valueReference })),
      ...each(criteria.locationText, (valueString) => ({ name: 'location-string', valueString })),
      ...each(criteria.location, (valueReference) => ({ name: 'location-reference', valueReference })),
      ...each(criteria.patient, (valueReference) => ({ name: 'patient-reference', valueReference })),
      ...each(criteria.newPatient, (resource) => ({ name: 'patient-resource', resource })),
      ...each(criteria.reason, token('reason')),
      ...(criteria.referral ? [{ name: 'referral-identifier', valueIdentifier: criteria.referral }] : []),
      ...(criteria.timing ? [{ name: 'timing', valueTiming: criteria.timing }] : []),
      ...each(criteria.insurance, (valueReference) => ({ name: 'insurance-reference', valueReference })),
    ],
    query,
  )
}
