import type { Vault } from './vault.ts'

/** Which patient a session that was launched without one works for. It belongs to one launch, so two tabs never mix. */
export interface ChosenPatient {
  load(): Promise<string | undefined>
  choose(patientId: string | undefined): Promise<void>
}

export function createChosenPatient(vault: Vault, sessionId: string): ChosenPatient {
  return {
    async load() {
      const kept = await vault.get('chosen-patient', sessionId)
      return typeof kept === 'string' ? kept : undefined
    },
    choose: (patientId) =>
      patientId === undefined ? vault.delete('chosen-patient', sessionId) : vault.put('chosen-patient', sessionId, patientId),
  }
}
