import type { Patient } from '../types.ts'

/** What this session has read of patients. It is only ever compared with. */
export interface Secrets {
  readonly patients: ReadonlySet<Patient>
  /** Names that came without a record. */
  readonly names: ReadonlySet<string>
}

const nothing = () => ({ patients: new Set<Patient>(), names: new Set<string>() })

let known = nothing()

/** From now on, what names this patient is left out wherever it stands. */
export function keepSecret(patient: Patient): void {
  known.patients.add(patient)
}

/** The same for somebody of whom there is but a name. */
export function keepNameSecret(name: string): void {
  known.names.add(name)
}

export function knownSecrets(): Secrets {
  return known
}

/** Nothing of any patient stays in memory when the session is over. */
export function forgetSecrets(): void {
  known = nothing()
}
