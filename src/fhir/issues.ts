import { plainText } from './text/plain-text.ts'
import { isRecord, resourceTypeOf } from './resources.ts'

/** One issue of an OperationOutcome in the words of the server. */
export interface Issue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information'
  readonly code: string
  /** The server's text for people, from details.text, a coding's display and diagnostics; '' if it wrote none. */
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
  return issuesOfAll([outcome])
}

/** The same for all OperationOutcomes of one answer. However many issues there are, only those that are shown are read in full. */
export function issuesOfAll(outcomes: readonly unknown[]): Issue[] {
  const parts = outcomes.flatMap(partsOf)
  const chosen = foremost(parts, severityOf)
  return withRest(chosen.map(readPart), parts.length - chosen.length)
}

/** The server's text for people, of each issue that has one. */
export function wordsOf(issues: readonly Issue[]): string[] {
  return issues.map(({ text }) => text).filter((text) => text !== '')
}

/** The issues of several parts or answers, each once; if there are too many, the most serious ones. */
export function gatheredIssues(issues: readonly Issue[]): Issue[] {
  if (issues.length < 2) return [...issues]
  const distinct = [...new Map(issues.map((issue) => [`${issue.severity} ${issue.code} ${issue.text}`, issue])).values()]
  const chosen = foremost(distinct, ({ severity }) => severity)
  return withRest(chosen, distinct.length - chosen.length)
}

/** Nobody reads more issues than this, and thousands would slow the page. */
const mostIssues = 50

/** All of them in their order or, if there are too many, the most serious ones first. */
function foremost<T>(all: readonly T[], severityOfOne: (one: T) => Issue['severity']): readonly T[] {
  if (all.length <= mostIssues) return all
  return severities.flatMap((severity) => all.filter((one) => severityOfOne(one) === severity)).slice(0, mostIssues)
}

function withRest(issues: readonly Issue[], more: number): Issue[] {
  return more === 0 ? [...issues] : [...issues, { severity: 'information', code: 'informational', text: `… (+${more})` }]
}

/** The parts of an OperationOutcome: its issues, or the outcome itself if it has only a narrative. */
function partsOf(outcome: unknown): unknown[] {
  if (resourceTypeOf(outcome) !== 'OperationOutcome' || !isRecord(outcome)) return []
  const issues: unknown[] = Array.isArray(outcome.issue) ? outcome.issue : [outcome.issue]
  const said = issues.filter((issue) => isRecord(issue) || firstString(issue) !== undefined)
  return said.length === 0 ? [outcome] : said
}

function severityOf(part: unknown): Issue['severity'] {
  return (isRecord(part) && severities.find((severity) => severity === part.severity)) || 'error'
}

function readPart(part: unknown): Issue {
  if (isRecord(part)) return resourceTypeOf(part) === 'OperationOutcome' ? { severity: 'error', code: 'unknown', text: narrativeOf(part) } : readIssue(part)
  return { severity: 'error', code: 'unknown', text: plainText(firstString(part) ?? '', longestIssue) }
}

/** Characters of one issue: a page of text. A stack trace helps nobody at the desk. */
const longestIssue = 2000

export function isSerious(issue: Issue): boolean {
  return issue.severity === 'fatal' || issue.severity === 'error'
}

function readIssue(issue: Record<string, unknown>): Issue {
  const expression = firstString(issue.expression) ?? firstString(issue.location)
  return {
    severity: severityOf(issue),
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

/** The message of an OperationOutcome without issues may be in its narrative: tags are dropped, words kept. */
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
