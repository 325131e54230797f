import { ask } from './answer.ts'
import { classify } from './classify.ts'
import { holdExpiry, type HoldExpiry } from './hold-expiry.ts'
import type { Intent } from './intent.ts'
import type { Outcome } from './outcome.ts'
import { findWhose } from './find-whose.ts'
import type { ChangeableServer, SchedulingServer } from './server.ts'

export interface Attempt {
  readonly outcome: Outcome
  /** Only after a hold that succeeded. */
  readonly hold?: HoldExpiry
}

/**
 * Sends an intent exactly once and says what its answer means. Nothing that a server does makes it repeat the request or throw.
 * @throws RangeError before anything is sent, for a hold of an Appointment without an id
 */
export async function attempt(server: ChangeableServer, intent: Intent): Promise<Attempt> {
  const answer = await ask(server.transport, server.dialect.changeRequest(server, intent))
  const nowInstant = server.now()
  const outcome = await withOwner(server, intent, classify(intent, answer, { nowInstant, server }))
  if (intent.kind !== 'hold' || outcome.kind !== 'success' || answer.kind === 'unanswered') return { outcome }
  const body = answer.body.kind === 'json' ? answer.body.value : undefined
  return { outcome, hold: holdExpiry(body, answer.headers, server.holdMinutes, nowInstant) }
}

/** If the answer names the patient by the server's own id, the record with that id tells whether the patient is ours. */
async function withOwner(server: SchedulingServer, intent: Intent, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind !== 'success' && outcome.kind !== 'pending') return outcome
  if (!('patient' in intent) || (await findWhose(server, outcome.appointment, intent.patient)) !== 'another') return outcome
  return { kind: 'unconfirmed', issues: outcome.issues }
}
