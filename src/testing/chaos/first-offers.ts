import type { Appointment, Patient } from '../../fhir/types.ts'
import { openClinic } from '../../scheduling/testing/sim-clinic.ts'

/** What the screens showed before anything went wrong: free times, and the patients with their names. */
export interface Shown {
  readonly offers: readonly Appointment[]
  readonly patients: readonly Patient[]
}

/** Two free times at once with different clinicians, and two later ones; for two patients. */
export async function whatIsShown(): Promise<Shown> {
  const { offers, ida, maria } = await openClinic()
  const free = await offers()
  const [first] = free
  const beside = free.find((offer) => offer.start === first?.start && offer.id !== first?.id)
  const later = free.filter((offer) => offer.start !== first?.start)
  const chosen = [first, later[3], beside, later[12]].filter((offer) => offer !== undefined)
  return { offers: chosen, patients: [ida, maria] }
}
