import type { Context } from '../fhir-server/context.ts'
import type { Interaction } from '../fhir-server/interaction.ts'
import type { ReceivedRequest } from '../fhir-server/server.ts'

/** A request that faults strike, and the function that performs it without them. */
export interface Disturbed {
  readonly context: Context
  readonly interaction: Interaction
  readonly received: ReceivedRequest
  readonly signal: AbortSignal
  readonly perform: () => Response
}
