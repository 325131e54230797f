import type { World } from '../world/world.ts'
import { matchesText, plain } from './match.ts'
import { parseReference } from './references.ts'
import { matchesDate } from './search-date.ts'

/** What a comparison needs besides the resource and the value. */
export interface Comparison {
  readonly modifier: string | undefined
  readonly base: string
  readonly world: World
  /** The zone of dates without a time. */
  readonly zone: string
}

/** One search parameter of resources R: which modifiers it takes, and how one value is compared. */
export interface SearchParameter<R> {
  readonly type: 'token' | 'string' | 'reference' | 'date'
  allowsModifier(modifier: string): boolean
  matches(resource: R, wanted: string, comparison: Comparison): boolean
  /** The literal references that a reference parameter compares; absent for other types. */
  references?(resource: R, world: World): readonly string[]
}

export interface Token {
  readonly system?: string | undefined
  readonly code: string
}

export function matchesToken(own: Token, wanted: string): boolean {
  const [system, code] = wanted.includes('|') ? wanted.split('|') : [undefined, wanted]
  return (!code || own.code === code) && (system === undefined || (own.system ?? '') === system)
}

export const tokenOf = <R>(of: (resource: R) => readonly Token[]): SearchParameter<R> => ({
  type: 'token',
  allowsModifier: () => false,
  matches: (resource, wanted) => of(resource).some((token) => matchesToken(token, wanted)),
})

/** Several words must each begin some part: “Ida Rom” finds Ida Romero. */
export const stringOf = <R>(of: (resource: R) => readonly string[]): SearchParameter<R> => ({
  type: 'string',
  allowsModifier: (modifier) => modifier === 'exact' || modifier === 'contains',
  matches(resource, wanted, { modifier }) {
    const own = of(resource)
    if (modifier === 'exact' || modifier === 'contains') return own.some((text) => matchesText(text, wanted, modifier))
    const words = plain(wanted).split(/\s+/).filter(Boolean)
    return (
      own.some((text) => matchesText(text, wanted, 'starts')) ||
      (words.length > 1 && words.every((word) => own.some((text) => matchesText(text, word, 'starts'))))
    )
  },
})

export const dateOf = <R>(of: (resource: R) => string | undefined): SearchParameter<R> => ({
  type: 'date',
  allowsModifier: () => false,
  matches(resource, wanted, { zone }) {
    const own = of(resource)
    return own !== undefined && matchesDate(own, wanted, zone)
  },
})

/** A literal reference, relative or below this server's base, or a bare id of one of the target types. */
export const referenceOf = <R>(
  targets: readonly string[],
  of: (resource: R, world: World) => readonly string[],
): SearchParameter<R> => ({
  type: 'reference',
  allowsModifier: (modifier) => targets.includes(modifier),
  references: of,
  matches(resource, wanted, { base, modifier, world }) {
    const key = parseReference(wanted, base)
    const types = modifier === undefined ? targets : [modifier]
    const meant = key ? [`${key.type}/${key.id}`] : types.map((type) => `${type}/${wanted}`)
    return of(resource, world).some((reference) => meant.includes(reference))
  },
})
