import type { BackOff } from '../fhir/http/back-off.ts'

/** The pauses between attempts to deliver something that no user waits for. */
export const deliveryPauses: BackOff = { firstMs: 2_000, longestMs: 10 * 60_000, factor: 2 }
