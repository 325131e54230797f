import type { Identifier, Reference } from '../../src/fhir/types.ts'
import { malformed } from './refusal.ts'

export interface ResourceKey {
  readonly type: string
  readonly id: string
}

/** Splits `Type/id`, or the same below the server's base; undefined for anything else. */
export function parseReference(text: string, base: string): ResourceKey | undefined {
  const local = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text
  const [, type, id] = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]+)?$/.exec(local) ?? []
  return type && id ? { type, id } : undefined
}

/**
 * The key that a literal reference points at. Refuses with 400 a reference to another server (the guide lets a server act only on
 * its own resources), one to an unexpected type, and a text that is no reference.
 */
export function literalKey(text: string, types: readonly string[], base: string, path: string): ResourceKey {
  const key = parseReference(text, base)
  if (!key && /^[a-z][a-z0-9+.-]*:/i.test(text)) throw malformed(`“${text}” is on another server.`, path, 'not-supported')
  if (!key) throw malformed(`“${text}” is not a reference.`, path, 'value')
  if (!types.includes(key.type)) throw malformed(`“${text}” must refer to ${types.join(' or ')}.`, path, 'value')
  return key
}

/** The key behind a literal or logical reference; undefined when a logical one matches no known resource. */
export function resolveReference(
  { reference, identifier }: Reference,
  types: readonly string[],
  { base, known, path }: { base: string; known: readonly Identified[]; path: string },
): ResourceKey | undefined {
  if (reference) return literalKey(reference, types, base, path)
  if (!identifier?.value) throw malformed(`${path} needs a reference or an identifier.`, path, 'required')
  const found = known.find((resource) => resource.identifier?.some((own) => sameIdentifier(own, identifier)))
  return found?.id ? { type: found.resourceType, id: found.id } : undefined
}

export interface Identified {
  readonly resourceType: string
  readonly id?: string | undefined
  readonly identifier?: Identifier[] | undefined
}

export const sameIdentifier = (own: Identifier, wanted: Identifier): boolean =>
  own.value === wanted.value && (wanted.system === undefined || own.system === wanted.system)
