interface Unsent {
  readonly status: 429 | 503
  /** IssueType of the OperationOutcome. */
  readonly code: 'throttled' | 'transient'
  readonly diagnostics: string
  /** When to come back, and the current time; epoch milliseconds. */
  readonly untilInstant: number
  readonly nowInstant: number
}

/** An answer of our own making, in the form of a server's, to a request that was not sent. */
export function unsentAnswer({ status, code, diagnostics, untilInstant, nowInstant }: Unsent): Response {
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] }
  const seconds = Math.max(1, Math.ceil((untilInstant - nowInstant) / 1000))
  const headers = { 'Content-Type': 'application/fhir+json', 'Retry-After': String(seconds) }
  return new Response(JSON.stringify(outcome), { status, headers })
}
