/** SMART App Launch 2.2 scopes: which ones this EHR grants, and what they mean to a person. */

type Letter = 'c' | 'r' | 'u' | 'd' | 's'

interface ResourceScope {
  readonly level: 'patient' | 'user'
  readonly resource: string
  readonly access: string
}

const sessionScopes: Readonly<Record<string, string>> = {
  openid: 'Know that you are signed in',
  fhirUser: 'Know who you are',
  profile: 'Know who you are',
  launch: 'Know which patient is open',
  'launch/patient': 'Know which patient you choose',
  online_access: 'Stay connected while you are signed in',
  offline_access: 'Stay connected when you are away',
}

/** The scopes named in the discovery document; single resources and interactions are granted as well. */
export const announcedScopes: readonly string[] = [
  ...Object.keys(sessionScopes),
  'user/*.cruds',
  'user/*.*',
  'patient/*.cruds',
  'patient/*.*',
]

// v2 letters come in this order, each at most once; a `?query` that narrows a scope is not supported.
const resourceScope = /^(patient|user)\/(\*|[A-Z][A-Za-z]*)\.(read|write|\*|(?=[cruds])c?r?u?d?s?)$/

function parseResourceScope(scope: string): ResourceScope | undefined {
  const [, level, resource, access] = resourceScope.exec(scope) ?? []
  if ((level !== 'patient' && level !== 'user') || resource === undefined || access === undefined) return undefined
  return { level, resource, access }
}

/**
 * What this EHR can grant of a requested scope list: unknown scopes are left out (RFC 6749 3.3), and so are `patient/` scopes
 * when no patient is in context.
 */
export function grantableScopes(requested: readonly string[], hasPatient: boolean): string[] {
  return [...new Set(requested)].filter((scope) => {
    if (Object.hasOwn(sessionScopes, scope)) return true
    const parsed = parseResourceScope(scope)
    return parsed !== undefined && (parsed.level === 'user' || hasPatient)
  })
}

/** The part of the granted scopes that only reads and searches. */
export function readingScopes(granted: readonly string[]): string[] {
  return granted.flatMap((scope) => {
    const parsed = parseResourceScope(scope)
    if (!parsed) return [scope]
    const access = readingAccess(parsed.access)
    return access === '' ? [] : [`${parsed.level}/${parsed.resource}.${access}`]
  })
}

function readingAccess(access: string): string {
  if (access === 'read' || access === '*') return 'read'
  if (access === 'write') return ''
  return access.replace(/[cud]/g, '')
}

/** The scopes as sentences for the consent page, each once. */
export function scopesInWords(scopes: readonly string[]): string[] {
  return [...new Set(scopes.map(scopeInWords))]
}

function scopeInWords(scope: string): string {
  const parsed = parseResourceScope(scope)
  if (!parsed) return sessionScopes[scope] ?? scope
  const things = parsed.resource === '*' ? 'all records' : resourceInWords(parsed.resource)
  const whose = parsed.level === 'patient' ? 'of this patient' : 'that you have access to'
  return `${joinWords(accessInWords(parsed.access))} ${things} ${whose}`
}

const verbs: Readonly<Record<Letter, string>> = { s: 'search', r: 'read', c: 'create', u: 'change', d: 'delete' }

function accessInWords(access: string): string[] {
  const letters = { read: 'rs', write: 'cud', '*': 'cruds' }[access] ?? access
  return (['s', 'r', 'c', 'u', 'd'] as const).filter((letter) => letters.includes(letter)).map((letter) => verbs[letter])
}

function joinWords(words: readonly string[]): string {
  const sentence = new Intl.ListFormat('en').format(words)
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** `PractitionerRole` → `practitioner roles` */
function resourceInWords(resource: string): string {
  return `${resource.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}s`
}
