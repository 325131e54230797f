import type { ServerAddress } from '../dialect.ts'
import type { HoldIntent } from '../intent.ts'
import { operationRequest } from './operation-request.ts'

/**
 * `$hold` names exactly one Appointment that `$find` proposed (ITI-116 2:3.116.4.1.2).
 * @throws RangeError when the Appointment has no id: it can't be held, only booked by resource.
 */
export function holdRequest(server: ServerAddress, { offer }: HoldIntent): Request {
  if (offer.id === undefined) throw new RangeError('An Appointment without an id cannot be held')
  return operationRequest(server, '$hold', [
    { name: 'appointment-reference', valueReference: { reference: `Appointment/${offer.id}` } },
  ])
}
