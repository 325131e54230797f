import { sameJson } from '../same-json.ts'
import type { Patient } from '../types.ts'

/** What this session has read of patients, used only for comparison. */
export interface Secrets {
  readonly patients: ReadonlySet<Patient>
  /** Names that came without a record. */
  readonly names: ReadonlySet<string>
}

const nothing = () => ({ patients: new Set<Patient>(), names: new Set<string>() })

let known = nothing()

/** From now on, everything that names this patient is removed from texts. */
export function keepSecret(patient: Patient): void {
  // A shift reads the same record again and again: one of each is enough.
  for (const one of known.patients) if (one.id === patient.id && sameJson(one, patient)) return
  known.patients.add(patient)
}

/** The same for somebody of whom only a name is known. */
export function keepNameSecret(name: string): void {
  known.names.add(name)
}

export function knownSecrets(): Secrets {
  return known
}

/** For the end of the session: nothing of any patient stays in memory. */
export function forgetSecrets(): void {
  known = nothing()
}
