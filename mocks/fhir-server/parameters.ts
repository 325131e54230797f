import type { OperationOutcomeIssue, Parameters, ParametersParameter } from '../../src/fhir/types.ts'
import type { OperationDefinition, ParameterDefinition } from './operation-definitions.ts'
import { issue, malformed, Refusal } from './refusal.ts'
import { departures, isObject } from './shape.ts'

/** The parameters of one operation request, checked against the operation's definition. */
export interface CheckedParameters {
  all(name: string): readonly ParametersParameter[]
  first(name: string): ParametersParameter | undefined
}

/**
 * Reads an operation's body: a Parameters resource whose names, cardinalities, value types and shapes are those of the
 * definition. Refuses with 400 and one issue for each departure.
 */
export function readParameters(body: string, definition: OperationDefinition): CheckedParameters {
  const parsed = parseJson(body)
  const issues = departuresOfParameters(parsed, definition)
  if (issues.length > 0) throw new Refusal(400, issues)
  // Safe: everything that this server reads from it has just been checked.
  const { parameter = [] } = parsed as Parameters
  const all = (name: string): ParametersParameter[] => parameter.filter((given) => given.name === name)
  return { all, first: (name) => all(name)[0] }
}

function parseJson(body: string): unknown {
  if (body.trim() === '') throw malformed('The request has no body.', undefined, 'required')
  try {
    return JSON.parse(body)
  } catch {
    throw malformed('The body is not JSON.', undefined, 'structure')
  }
}

function departuresOfParameters(body: unknown, { name, parameters }: OperationDefinition): OperationOutcomeIssue[] {
  if (!isObject(body) || body['resourceType'] !== 'Parameters') {
    return [issue('error', 'structure', `$${name} takes a Parameters resource.`, 'Parameters')]
  }
  const unknown = departures(
    body,
    { resourceType: 'code', id: 'id', meta: { type: 'any' }, parameter: { type: 'any', many: true } },
    'Parameters',
  )
  const given: readonly unknown[] = Array.isArray(body['parameter']) ? body['parameter'] : []
  const counts = new Map<string, number>()
  const each = given.flatMap((part, index) => {
    const path = `Parameters.parameter[${index}]`
    const partName = isObject(part) ? part['name'] : undefined
    if (!isObject(part) || typeof partName !== 'string') return [issue('error', 'required', `${path} needs a name.`, path)]
    const definition = Object.hasOwn(parameters, partName) ? parameters[partName] : undefined
    if (!definition) return [issue('error', 'not-supported', `$${name} has no parameter “${partName}”.`, path)]
    counts.set(partName, (counts.get(partName) ?? 0) + 1)
    return departuresOfParameter(part, partName, definition, path)
  })
  const cardinality = Object.entries(parameters).flatMap(([parameter, { min, max }]) => {
    const count = counts.get(parameter) ?? 0
    if (count < min) return [issue('error', 'required', `$${name} needs the parameter “${parameter}”.`, 'Parameters.parameter')]
    if (max === 1 && count > 1)
      return [issue('error', 'structure', `“${parameter}” may be given only once.`, 'Parameters.parameter')]
    return []
  })
  return [...unknown, ...each, ...cardinality]
}

function departuresOfParameter(
  part: Readonly<Record<string, unknown>>,
  name: string,
  { property, type, resourceType }: ParameterDefinition,
  path: string,
): OperationOutcomeIssue[] {
  const value = part[property]
  if (value === undefined) return [issue('error', 'structure', `“${name}” must be given as ${property}.`, path)]
  const given = isObject(value) ? value['resourceType'] : undefined
  if (resourceType && given !== resourceType) {
    return [issue('error', 'structure', `“${name}” must be a ${resourceType} resource.`, `${path}.resource`)]
  }
  if (resourceType && typeof type === 'object')
    return [...departures(value, type, resourceType), ...extraProperties(part, property, path)]
  return departures(part, { name: { type: 'string', required: true }, [property]: { type } }, path)
}

const extraProperties = (part: Readonly<Record<string, unknown>>, property: string, path: string): OperationOutcomeIssue[] =>
  Object.keys(part)
    .filter((key) => !['id', 'name', 'extension', property].includes(key))
    .map((key) => issue('error', 'structure', `${path} may not have “${key}” beside ${property}.`, `${path}.${key}`))
