import type { SavedFaults } from '../faults/faults.ts'
import { isObject } from '../fhir-server/shape.ts'
import type { SavedStore } from '../fhir-server/store.ts'
import { isScenarioName, type ScenarioName } from '../scenarios.ts'

export interface SavedState {
  readonly version: 1
  readonly day: string
  readonly scenario: ScenarioName
  readonly faults: SavedFaults
  readonly store: SavedStore
}

/** What an earlier `save` gave; undefined for anything else, also for the form of an older version. */
export function readSaved(saved: unknown): SavedState | undefined {
  return isSavedState(saved) ? saved : undefined
}

/** Only the simulator writes these, so checking version and members suffices. */
function isSavedState(saved: unknown): saved is SavedState {
  if (!isObject(saved) || saved['version'] !== 1) return false
  const { day, scenario, faults, store } = saved
  return (
    typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) && isScenarioName(scenario) && isObject(faults) && isObject(store)
  )
}
