import * as v from 'valibot'
import { ExcessiveAnswer, readText } from '../fhir/http/answer-text.ts'
import { parseInert } from '../fhir/http/inert-json.ts'
import { keepText, keptText } from './kept-config.ts'
import { configKeys, configSchema, issuerKeys, type Config } from './schema.ts'

/** One problem, described for the person who installed the app. `path` is a JSON path such as `issuers[0].iss`. */
export interface ConfigProblem {
  readonly path: string
  readonly expected: string
  readonly got?: string
}

export interface ReadConfig {
  readonly kind: 'ok'
  readonly config: Config
  readonly warnings: readonly ConfigProblem[]
}

export type ConfigResult =
  | ReadConfig
  | {
      readonly kind: 'unreachable' | 'not-json' | 'invalid'
      readonly problems: readonly ConfigProblem[]
      /** The status that the web server answered instead of the file, if it answered. */
      readonly status?: number
    }

const timeoutMilliseconds = 20_000

/** Bytes; a list of a thousand issuers has a fifth of this. */
const largestFile = 1024 * 1024

/**
 * Reads the deployment's settings from `config.json` beside the page, so that one build serves every site, and keeps them for
 * `keptConfig`. Never rejects: every failure comes back as a value, with problems that the installer can act on.
 */
export async function loadConfig(url: URL = besideThePage()): Promise<ConfigResult> {
  let text: string
  try {
    // Revalidated on every start: a corrected file must not wait for a cache to expire.
    const response = await fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(timeoutMilliseconds) })
    const { ok, status } = response
    if (!ok) {
      if (status < 500) keepText(url, undefined)
      return { ...failed('unreachable', url.href, 'an answer with status 200', `status ${status}`), status }
    }
    text = await readText(response, largestFile)
  } catch (error) {
    if (error instanceof ExcessiveAnswer) keepText(url, undefined)
    if (error instanceof ExcessiveAnswer) return failed('not-json', url.href, 'settings of at most 1 MB', 'a larger file')
    return failed('unreachable', url.href, 'an answer from the web server', error instanceof Error ? error.message : undefined)
  }
  let json: unknown
  try {
    json = parseInert(text)
  } catch (error) {
    keepText(url, undefined)
    const html = /^\s*</.test(text)
    return failed('not-json', url.href, 'JSON', html ? 'an HTML page' : error instanceof Error ? error.message : undefined)
  }
  const result = readConfig(json)
  keepText(url, result.kind === 'ok' ? text : undefined)
  return result
}

/** The settings as this browser last read them, checked again; undefined if there are none. */
export function keptConfig(url: URL = besideThePage()): ReadConfig | undefined {
  const text = keptText(url)
  if (text === undefined) return undefined
  try {
    const result = readConfig(parseInert(text))
    return result.kind === 'ok' ? result : undefined
  } catch {
    return undefined
  }
}

function besideThePage(): URL {
  return new URL('config.json', document.baseURI)
}

/** Checks parsed settings. Unknown keys are warnings; wrong values are problems with their path. */
export function readConfig(json: unknown): ConfigResult {
  const parsed = v.safeParse(configSchema, json)
  if (parsed.success) return { kind: 'ok', config: parsed.output, warnings: unknownKeys(json) }
  const problems = parsed.issues.map(({ path = [], message, input }) =>
    problem(pathOf(path.map(({ key }) => key)), message, shown(input)),
  )
  return { kind: 'invalid', problems: problems.filter(isFirstAtItsPath) }
}

function unknownKeys(json: unknown): ConfigProblem[] {
  if (!isRecord(json)) return []
  const issuers = Array.isArray(json.issuers) ? json.issuers : []
  return [
    ...strangersIn(json, configKeys, ''),
    ...issuers.flatMap((issuer: unknown, index) =>
      isRecord(issuer) ? strangersIn(issuer, issuerKeys, `issuers[${index}].`) : [],
    ),
  ]
}

function strangersIn(object: Record<string, unknown>, known: readonly string[], prefix: string): ConfigProblem[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => problem(`${prefix}${key}`, `one of ${known.join(', ')}`))
}

function failed(kind: 'unreachable' | 'not-json', path: string, expected: string, got?: string): Exclude<ConfigResult, ReadConfig> {
  return { kind, problems: [problem(path, expected, got)] }
}

function problem(path: string, expected: string, got?: string): ConfigProblem {
  return { path, expected, ...(got === undefined ? {} : { got }) }
}

/** One value often breaks several rules that demand the same thing. */
function isFirstAtItsPath(one: ConfigProblem, index: number, all: readonly ConfigProblem[]): boolean {
  return all.findIndex((other) => other.path === one.path) === index
}

function pathOf(path: readonly unknown[]): string {
  const joined = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return joined.replace(/^\./, '') || '(the whole file)'
}

function shown(value: unknown): string | undefined {
  const text = JSON.stringify(value)
  return text === undefined || text.length <= 120 ? text : `${text.slice(0, 119)}…`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
