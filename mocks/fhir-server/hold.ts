import type { Appointment } from '../../src/fhir/types.ts'
import type { Context } from './context.ts'
import { resolveOffer } from './offers.ts'
import { holdDefinition } from './operation-definitions.ts'
import { readParameters } from './parameters.ts'
import { proposal } from './proposal.ts'
import { literalKey } from './references.ts'
import { malformed, notAvailable } from './refusal.ts'

const MINUTE = 60_000

/**
 * Answers `POST Appointment/$hold` (ITI-116): keeps a proposed time for some minutes as a pending appointment with the
 * same id. Refuses with fatal / not-found when the time is not available.
 */
export function hold(context: Context, body: string): { appointment: Appointment; until: number } {
  if (!context.offersHold) throw malformed('This server does not hold appointments.', undefined, 'not-supported')
  const { valueReference = {} } = readParameters(body, holdDefinition).first('appointment-reference') ?? {}
  if (!valueReference.reference)
    throw malformed('An appointment is held by its literal reference.', 'appointment-reference', 'required')
  const { id } = literalKey(valueReference.reference, ['Appointment'], context.base, 'appointment-reference')
  const offered = context.store.appointment(id) ? 'taken' : resolveOffer(context, id)
  if (offered === undefined) throw notAvailable(`There is no Appointment/${id} to hold.`, 404)
  if (offered === 'taken') throw notAvailable('That time is no longer available.')
  const until = context.clock() + context.holdMinutes * MINUTE
  const proposed = proposal(offered)
  const held: Appointment = {
    ...proposed,
    status: 'pending',
    participant: proposed.participant.map((participant) => ({ ...participant, status: 'tentative' })),
  }
  return { appointment: context.store.put(held, until), until }
}
