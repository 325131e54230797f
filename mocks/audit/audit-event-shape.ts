import { codeableConcept, coding, domainResource, period, reference } from '../fhir-server/data-types.ts'
import type { Shape } from '../fhir-server/shape.ts'

/** AuditEvent as R4 defines it; every other element is refused. */
export const auditEventShape: Shape = {
  ...domainResource,
  type: { type: coding, required: true },
  subtype: { type: coding, many: true },
  action: { type: 'code', codes: ['C', 'R', 'U', 'D', 'E'] },
  period: { type: period },
  recorded: { type: 'instant', required: true },
  outcome: { type: 'code', codes: ['0', '4', '8', '12'] },
  outcomeDesc: 'string',
  purposeOfEvent: { type: codeableConcept, many: true },
  agent: {
    required: true,
    many: true,
    type: {
      type: { type: codeableConcept },
      role: { type: codeableConcept, many: true },
      who: { type: reference },
      altId: 'string',
      name: 'string',
      requestor: { type: 'boolean', required: true },
      location: { type: reference },
      policy: { type: 'uri', many: true },
      media: { type: coding },
      network: { type: { address: 'string', type: { type: 'code', codes: ['1', '2', '3', '4', '5'] } } },
      purposeOfUse: { type: codeableConcept, many: true },
    },
  },
  source: {
    required: true,
    type: { site: 'string', observer: { type: reference, required: true }, type: { type: coding, many: true } },
  },
  entity: {
    many: true,
    type: {
      what: { type: reference },
      type: { type: coding },
      role: { type: coding },
      lifecycle: { type: coding },
      securityLabel: { type: coding, many: true },
      name: 'string',
      description: 'string',
      query: 'base64Binary',
      detail: {
        many: true,
        type: { type: { type: 'string', required: true }, valueString: 'string', valueBase64Binary: 'base64Binary' },
      },
    },
  },
}
