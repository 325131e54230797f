import { instantMs } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'

/** Appointments in these states take the patient's time. */
const taking: readonly string[] = ['booked', 'pending', 'arrived', 'checked-in']

/**
 * Whether an offer falls into one of the patient's other appointments. An offer that ends when the other begins doesn't.
 * @param except ids of appointments that don't count: the one being moved, the one being held
 */
export function overlapChecker(
  appointments: readonly Appointment[],
  except: readonly (string | undefined)[],
): (offer: Appointment) => boolean {
  const taken = appointments
    .filter(({ id, status }) => taking.includes(status) && (id === undefined || !except.includes(id)))
    .flatMap(({ id, start, end }) => {
      const [from, until] = [instantMs(start), instantMs(end)]
      return from === undefined || until === undefined ? [] : [{ id, from, until }]
    })
  return (offer) => {
    const [from, until] = [instantMs(offer.start), instantMs(offer.end)]
    if (from === undefined || until === undefined) return false
    return taken.some((one) => one.from < until && from < one.until && (one.id === undefined || one.id !== offer.id))
  }
}
