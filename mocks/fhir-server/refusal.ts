import type { OperationOutcome, OperationOutcomeIssue } from '../../src/fhir/types.ts'

/** Thrown by the server's checks when they decline a request, and turned into an answer in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly issues: readonly OperationOutcomeIssue[]
  readonly headers: Readonly<Record<string, string>>
  /** Whether it is wrapped in a searchset Bundle, as $hold and $book answer a valid request whose time is not available. */
  readonly inBundle: boolean

  constructor(
    status: number,
    issues: readonly OperationOutcomeIssue[],
    { headers = {}, inBundle = false }: { headers?: Readonly<Record<string, string>>; inBundle?: boolean } = {},
  ) {
    super(issues.map(({ diagnostics }) => diagnostics).join('; '))
    this.status = status
    this.issues = issues
    this.headers = headers
    this.inBundle = inBundle
  }
}

export const issue = (
  severity: OperationOutcomeIssue['severity'],
  code: OperationOutcomeIssue['code'],
  diagnostics: string,
  expression?: string,
): OperationOutcomeIssue => ({ severity, code, diagnostics, ...(expression && { expression: [expression] }) })

export const outcome = (issues: readonly OperationOutcomeIssue[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [...issues],
})

/** 400: the request itself is malformed. */
export const malformed = (diagnostics: string, expression?: string, code: OperationOutcomeIssue['code'] = 'invalid'): Refusal =>
  new Refusal(400, [issue('error', code, diagnostics, expression)])

/** 422: well formed, but against the profile or the clinic's rules. */
export const unacceptable = (
  diagnostics: string,
  expression?: string,
  code: OperationOutcomeIssue['code'] = 'business-rule',
): Refusal => new Refusal(422, [issue('error', code, diagnostics, expression)])

/** 404: no such resource. */
export const unknownResource = (reference: string): Refusal =>
  new Refusal(404, [issue('error', 'not-found', `There is no ${reference} on this server.`)])

/** 409: what the client relied on has changed meanwhile. */
export const conflicting = (diagnostics: string): Refusal =>
  new Refusal(409, [issue('error', 'conflict', diagnostics)], { inBundle: true })

/** The answer of $hold (ITI-116 2:3.116.4.2.2) and $book when the time is gone: a Bundle with only a fatal / not-found issue. */
export const notAvailable = (diagnostics: string, status = 200): Refusal =>
  new Refusal(status, [issue('fatal', 'not-found', diagnostics)], { inBundle: true })
