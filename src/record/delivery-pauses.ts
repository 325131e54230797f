import type { BackOff } from '../fhir/http/back-off.ts'

/** Between two attempts to hand something to a server that nobody waits for. */
export const deliveryPauses: BackOff = { firstMs: 2_000, longestMs: 10 * 60_000, factor: 2 }
