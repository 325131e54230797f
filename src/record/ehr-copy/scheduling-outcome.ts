import type { Issue } from '../../fhir/issues.ts'
import type { Appointment, OperationOutcome, OperationOutcomeIssue } from '../../fhir/types.ts'
import type { Conclusion, OpenDoubt, Reason } from '../conclusion.ts'

/** Id of the contained OperationOutcome; a copy has one at most. */
export const outcomeId = 'scheduling-outcome'

type Attempt = 'booking' | 'change' | 'cancellation'
type Code = OperationOutcomeIssue['code']

const failures: Record<Reason, { readonly code: Code; readonly text: string }> = {
  refused: { code: 'business-rule', text: 'was refused by the scheduling server' },
  invalid: { code: 'invalid', text: 'was not accepted as valid by the scheduling server' },
  gone: { code: 'conflict', text: 'came too late: the time was gone, or the appointment had been changed' },
  taken: { code: 'conflict', text: 'came too late: the time was taken for somebody else' },
  forbidden: { code: 'forbidden', text: 'was not permitted by the scheduling server' },
  'session-ended': { code: 'login', text: 'was not accepted, because the session had ended' },
  busy: { code: 'throttled', text: 'was not accepted, because the scheduling server was busy' },
  'shown-not-done': { code: 'transient', text: 'was not carried out, as the scheduling server shows' },
  'not-standing': { code: 'conflict', text: 'was not sent, because the appointment to be moved did not stand as it was' },
  withheld: { code: 'lock-error', text: 'was not sent, because an earlier change was still open' },
  'not-seen': { code: 'transient', text: 'was not sent, because it could not be read first' },
}

/** R4's issue types (http://hl7.org/fhir/issue-type); a server may have written something else. */
const issueTypes: ReadonlySet<string> = new Set(
  `invalid structure required value invariant security login unknown expired forbidden suppressed processing not-supported
  duplicate multiple-matches not-found deleted too-long code-invalid extension too-costly business-rule conflict transient
  lock-error no-store exception timeout incomplete throttled informational`.split(/\s+/),
)

/** What went wrong, as a whole sentence for whoever reads the record. */
export function failureText(attempt: Attempt, reason: Reason): string {
  return `The ${attempt} ${failures[reason].text}.`
}

/**
 * What went wrong or is not known, with the Scheduling Server's own words, as an OperationOutcome inside the Appointment.
 * R4's Appointment has no element for an error, but `supportingInformation` may refer to any resource.
 */
export function withOutcome(
  appointment: Appointment,
  attempt: Attempt,
  conclusion: Extract<Conclusion, { kind: 'not-done' | 'unknown' }>,
): Appointment {
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    id: outcomeId,
    issue: [ownIssue(attempt, conclusion), ...conclusion.issues.map(serverIssue)],
  }
  return {
    ...appointment,
    contained: [outcome],
    supportingInformation: [{ reference: `#${outcomeId}`, type: 'OperationOutcome' }],
  }
}

function ownIssue(attempt: Attempt, conclusion: Extract<Conclusion, { kind: 'not-done' | 'unknown' }>): OperationOutcomeIssue {
  if (conclusion.kind === 'not-done') {
    const { code } = failures[conclusion.reason]
    return { severity: 'error', code, details: { text: failureText(attempt, conclusion.reason) } }
  }
  const code = doubtCode(conclusion.doubt)
  return { severity: 'warning', code, details: { text: `It is not known whether the ${attempt} was carried out.` } }
}

function doubtCode(doubt: OpenDoubt | undefined): Code {
  return doubt === 'timeout' ? 'timeout' : 'incomplete'
}

function serverIssue({ severity, code, text, expression }: Issue): OperationOutcomeIssue {
  return {
    severity,
    code: isIssueType(code) ? code : 'processing',
    ...(text === '' ? {} : { diagnostics: text }),
    ...(expression === undefined ? {} : { expression: [expression] }),
  }
}

function isIssueType(code: string): code is Code {
  return issueTypes.has(code)
}
