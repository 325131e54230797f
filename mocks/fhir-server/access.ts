import type { Grant } from '../auth/authorization.ts'
import { Refusal, issue } from './refusal.ts'

/** Letters of SMART v2 scopes: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's'

/** What a request may touch: everything, or one patient's records only. */
export type Access = { readonly kind: 'everything' } | { readonly kind: 'patient'; readonly id: string }

export const everything: Access = { kind: 'everything' }

const V1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' }

/** The interactions that one scope allows on the type, and at which level. */
function allowed(scope: string, type: string): { level: string; letters: string } | undefined {
  const [, level, resource, permission] = /^(user|patient|system)\/([A-Za-z]+|\*)\.([a-z*]+)$/.exec(scope) ?? []
  // A scope narrowed by a query (`.rs?category=…`) does not match. This server cannot apply the query, so such a scope allows nothing.
  if (!level || !permission || (resource !== '*' && resource !== type)) return undefined
  return { level, letters: V1[permission] ?? (/^c?r?u?d?s?$/.test(permission) ? permission : '') }
}

/**
 * The access that the grant gives for these interactions on the type, by SMART v1 or v2 scopes. Refuses with 401 where there is
 * no grant, and with 403 where it doesn't suffice. $find counts as a search, $hold and $book as create and update.
 */
export function requireScope(grant: Grant | undefined, type: string, interactions: readonly Interaction[]): Access {
  if (!grant) {
    throw new Refusal(401, [issue('error', 'login', 'A valid access token is needed.')], {
      headers: { 'www-authenticate': 'Bearer realm="Lakeshore Health", error="invalid_token"' },
    })
  }
  const scopes = [...grant.scopes].flatMap((scope) => allowed(scope, type) ?? [])
  const covers = (levels: readonly string[]): boolean =>
    interactions.every((letter) => scopes.some(({ level, letters }) => levels.includes(level) && letters.includes(letter)))
  if (covers(['user', 'system'])) return everything
  if (grant.patient && covers(['user', 'system', 'patient'])) return { kind: 'patient', id: grant.patient }
  throw forbidden(`The granted scopes do not allow this on ${type}.`, `user/${type}.${interactions.join('')}`)
}

/** Refuses with 403 when the request is about a patient other than the one it may touch. */
export function requirePatient(access: Access, patientId: string | undefined): void {
  if (access.kind === 'patient' && access.id !== patientId)
    throw forbidden('The granted scopes cover one patient only, and this is another.')
}

function forbidden(diagnostics: string, scope?: string): Refusal {
  const challenge = `Bearer realm="Lakeshore Health", error="insufficient_scope"${scope ? `, scope="${scope}"` : ''}`
  return new Refusal(403, [issue('error', 'forbidden', diagnostics)], { headers: { 'www-authenticate': challenge } })
}
