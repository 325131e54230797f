/** One letter per interaction, as SMART 2 writes them: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's'

/** What was asked for and what the authorization server granted. */
export interface Scopes {
  readonly requested: readonly string[]
  readonly granted: readonly string[]
  /** Requested scopes that were not granted, reduced to the interactions that are lacking, e.g. `user/Appointment.cu`. */
  readonly missing: readonly string[]
  /** Whether some grant, in any context, covers the interaction. The server may still refuse for its own reasons. */
  allows(resource: string, interaction: Interaction): boolean
}

interface ResourceScope {
  readonly context: string
  readonly resource: string
  readonly interactions: readonly Interaction[]
}

const everyInteraction: readonly Interaction[] = ['c', 'r', 'u', 'd', 's']
const version1: Readonly<Record<string, readonly Interaction[]>> = {
  read: ['r', 's'],
  write: ['c', 'u', 'd'],
  '*': everyInteraction,
}
const resourceScope = /^(patient|user|system)\/([A-Z][A-Za-z]+|\*)\.(read|write|\*|[cruds]+)(?:\?.*)?$/

/** Compares the scopes of a launch, in the notation of SMART 1 (`.read`) or 2 (`.rs`), or both mixed. */
export function compareScopes(requested: readonly string[], granted: readonly string[]): Scopes {
  const grants = granted.flatMap((scope) => parseResourceScope(scope) ?? [])
  return {
    requested,
    granted,
    missing: requested.flatMap((scope) => lacking(scope, granted, grants)),
    allows: (resource, interaction) =>
      grants.some((grant) => covers(grant.resource, resource) && grant.interactions.includes(interaction)),
  }
}

/** Splits a scope string at any white space and drops repeats. */
export function splitScopes(scope: string): string[] {
  return [...new Set(scope.split(/\s+/).filter((part) => part !== ''))]
}

function lacking(scope: string, granted: readonly string[], grants: readonly ResourceScope[]): string[] {
  const asked = parseResourceScope(scope)
  if (!asked) {
    // Servers needn't repeat these: the context that comes with the token shows whether they were granted.
    if (scope === 'launch' || scope.startsWith('launch/')) return []
    return granted.includes(scope) ? [] : [scope]
  }
  const missing = asked.interactions.filter(
    (interaction) =>
      !grants.some(
        (grant) =>
          reaches(grant.context, asked.context) &&
          covers(grant.resource, asked.resource) &&
          grant.interactions.includes(interaction),
      ),
  )
  return missing.length === 0 ? [] : [`${asked.context}/${asked.resource}.${missing.join('')}`]
}

function parseResourceScope(scope: string): ResourceScope | undefined {
  const [, context, resource, permission] = resourceScope.exec(scope) ?? []
  if (context === undefined || resource === undefined || permission === undefined) return undefined
  return {
    context,
    resource,
    interactions: version1[permission] ?? everyInteraction.filter((letter) => permission.includes(letter)),
  }
}

function covers(granted: string, asked: string): boolean {
  return granted === '*' || granted === asked
}

/** The user's access includes each patient's chart, but not the other way round. */
function reaches(granted: string, asked: string): boolean {
  return granted === asked || (asked === 'patient' && granted === 'user')
}
