import { entriesOf } from '../fhir/bundles.ts'
import { gatheredIssues, issuesOf, type Issue } from '../fhir/issues.ts'
import { asAppointment, isRecord, resourceTypeOf } from '../fhir/resources.ts'
import type { Appointment } from '../fhir/types.ts'

/** The parts of an answer that matter to a booking, whatever they were wrapped in. */
export interface AnswerContent {
  readonly appointments: readonly Appointment[]
  readonly issues: readonly Issue[]
  /** Appointments that are malformed, nested too deep, or in an entry that a batch answer marks as failed. */
  readonly unusable: number
  /** False when the body is none of the resources that a scheduling answer can be. */
  readonly recognised: boolean
}

const nothing: AnswerContent = { appointments: [], issues: [], unusable: 0, recognised: false }

/**
 * Unwraps a Bundle, a bare resource or the `return` parts of a Parameters, and ignores other resource types (Slot). An OperationOutcome
 * counts in any part of a Parameters.
 */
export function contentOf(body: unknown, depth = 0): AnswerContent {
  if (!isRecord(body)) return nothing
  if (depth > 2) return { ...nothing, unusable: 1 }
  switch (resourceTypeOf(body)) {
    case 'Appointment': {
      const appointment = asAppointment(body)
      return { ...nothing, recognised: true, ...(appointment ? { appointments: [appointment] } : { unusable: 1 }) }
    }
    case 'OperationOutcome':
      return { ...nothing, recognised: true, issues: issuesOf(body) }
    case 'Bundle':
      return merge(
        entriesOf(body).map((entry) => {
          const failed = entry.responseStatus !== undefined && !entry.responseStatus.startsWith('2')
          const parts = merge([contentOf(entry.resource, depth + 1), contentOf(entry.responseOutcome, depth + 1)])
          return failed ? { ...parts, unusable: parts.unusable + 1 } : parts
        }),
      )
    case 'Parameters':
      return merge(
        (Array.isArray(body.parameter) ? body.parameter : [])
          .filter(isRecord)
          .filter(({ name, resource }) => name === 'return' || resourceTypeOf(resource) === 'OperationOutcome')
          .map((parameter) => contentOf(parameter.resource, depth + 1)),
      )
    default:
      return nothing
  }
}

function merge(parts: readonly AnswerContent[]): AnswerContent {
  return {
    appointments: parts.flatMap((part) => part.appointments),
    issues: gatheredIssues(parts.flatMap((part) => part.issues)),
    unusable: parts.reduce((sum, part) => sum + part.unusable, 0),
    recognised: parts.length === 0 || parts.some((part) => part.recognised),
  }
}
