import type { FhirResource } from '../../src/fhir/types.ts'
import { timeZoneOf } from './appointment-zone.ts'
import type { Context } from './context.ts'
import { alternatives } from './match.ts'
import { malformed } from './refusal.ts'
import { matchesToken, type SearchParameter } from './search-comparison.ts'
import { searchParameters, type Searchable } from './search-parameters.ts'

export type Condition = (resource: FhirResource) => boolean

/**
 * What one `name=value` of a search demands; undefined when the type has no such parameter. Refuses with 400 an empty value,
 * a value that cannot be compared, and a modifier or chain that is not supported.
 */
export function conditionOf(context: Context, type: Searchable, nameWithModifier: string, value: string): Condition | undefined {
  const [beforeChain = '', chained] = nameWithModifier.split('.')
  const [name = '', modifier] = beforeChain.split(':')
  const parameters = searchParameters[type]
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (!parameter) return undefined
  const wanted = alternatives(value)
  if (wanted.length === 0) throw malformed(`“${name}” has no value.`, name, 'value')
  if (modifier !== undefined && !parameter.allowsModifier(modifier)) {
    throw malformed(`“${nameWithModifier}”: this modifier is not supported.`, name, 'not-supported')
  }
  if (chained !== undefined) return chainCondition(context, parameter, { name: nameWithModifier, chained, wanted })
  const { base, world } = context
  return (resource) => {
    const comparison = { modifier, base, world, zone: timeZoneOf(context, resource) }
    return wanted.some((one) => parameter.matches(resource, one, comparison))
  }
}

/** `patient.identifier=system|value`, and the same for a practitioner. No other chain is supported. */
function chainCondition(
  { store, world }: Context,
  parameter: SearchParameter<FhirResource>,
  { name, chained, wanted }: { name: string; chained: string; wanted: readonly string[] },
): Condition {
  if (!parameter.references || chained !== 'identifier') throw malformed(`“${name}” cannot be chained so.`, name, 'not-supported')
  const meant = new Set(
    [...store.patients(), ...world.practitioners]
      .filter(({ identifier = [] }) =>
        identifier.some(({ system, value = '' }) => wanted.some((one) => matchesToken({ system, code: value }, one))),
      )
      .map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`),
  )
  return (resource) => parameter.references?.(resource, world).some((reference) => meant.has(reference)) ?? false
}
