import { plainText } from './plain-text.ts'
import { isRecord, resourceTypeOf } from './resources.ts'

/** One issue of an OperationOutcome in the words of the server. */
export interface Issue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information'
  readonly code: string
  /** What the server wrote for people: details.text, a coding's display, or diagnostics; '' when it wrote nothing. */
  readonly text: string
  /** FHIRPath of the element the issue is about. */
  readonly expression?: string
}

const severities = ['fatal', 'error', 'warning', 'information'] as const

/**
 * The issues of an OperationOutcome, read leniently: the guide's own error table is not valid R4 (ITI-115 2:3.115.4.2.2),
 * so a severity that is missing or unknown counts as an error and nothing that the server said is dropped.
 */
export function issuesOf(outcome: unknown): Issue[] {
  if (resourceTypeOf(outcome) !== 'OperationOutcome' || !isRecord(outcome)) return []
  const issues = Array.isArray(outcome.issue) ? outcome.issue : [outcome.issue]
  const read = issues.flatMap((issue) => {
    if (isRecord(issue)) return [readIssue(issue)]
    const text = firstString(issue)
    return text === undefined ? [] : [{ severity: 'error' as const, code: 'unknown', text: plainText(text, longestIssue) }]
  })
  if (read.length === 0) return [{ severity: 'error', code: 'unknown', text: narrativeOf(outcome) }]
  return read.length > mostIssues ? foremost(read) : read
}

/** More of them than this nobody reads, and thousands would hold up the page. */
const mostIssues = 50

/** The most serious ones first, and how many more there were. */
function foremost(issues: readonly Issue[]): Issue[] {
  const chosen = severities.flatMap((severity) => issues.filter((issue) => issue.severity === severity)).slice(0, mostIssues)
  return [...chosen, { severity: 'information', code: 'informational', text: `… (+${issues.length - mostIssues})` }]
}

/** Characters of one issue: a page of text. A stack trace helps nobody at the desk. */
const longestIssue = 2000

export function isSerious(issue: Issue): boolean {
  return issue.severity === 'fatal' || issue.severity === 'error'
}

function readIssue(issue: Record<string, unknown>): Issue {
  const expression = firstString(issue.expression) ?? firstString(issue.location)
  return {
    severity: severities.find((severity) => severity === issue.severity) ?? 'error',
    code: typeof issue.code === 'string' ? issue.code : 'unknown',
    text: textOf(issue),
    ...(expression === undefined ? {} : { expression }),
  }
}

function textOf(issue: Record<string, unknown>): string {
  const details = isRecord(issue.details) ? issue.details : {}
  const codings = Array.isArray(details.coding) ? details.coding.filter(isRecord) : []
  const said = [
    firstString(details.text) ?? firstString(issue.details) ?? codings.map((coding) => firstString(coding.display)).find(Boolean),
    firstString(issue.diagnostics),
  ]
  return plainText([...new Set(said.filter((part) => part !== undefined))].join(' — '), longestIssue)
}

/** An OperationOutcome without issues may still carry its message as narrative; tags are dropped, the words kept. */
function narrativeOf(outcome: Record<string, unknown>): string {
  const div = isRecord(outcome.text) && typeof outcome.text.div === 'string' ? outcome.text.div : ''
  return plainText(div.slice(0, 100 * longestIssue), 100 * longestIssue)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestIssue)
}

function firstString(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first.trim() !== '' ? first.trim() : undefined
}
