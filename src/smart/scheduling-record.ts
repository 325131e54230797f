import * as v from 'valibot'
import { tabKey } from './tab-storage.ts'

const recordSchema = v.object({
  /** Id of the launch that it belongs to; with another launch in the tab it is nobody's. */
  launch: v.string(),
  /** The OAuth state, by which the authorization server's answer is recognised. */
  state: v.string(),
  server: v.string(),
  clientId: v.string(),
  requested: v.array(v.string()),
  /** Who the authorization server says it is. */
  issuer: v.exactOptional(v.string()),
  /** That its answers say so, too. */
  namesItself: v.exactOptional(v.literal(true)),
  /** The origin of where the browser was sent to sign in. */
  origin: v.exactOptional(v.string()),
  /** Each but `over` is entered once: a code that arrives in any other than `authorizing` isn't ours to redeem. */
  stage: v.picklist(['authorizing', 'redeeming', 'open', 'over']),
  /** The screen that the user was at: what stands behind `#`. */
  returnTo: v.string(),
  granted: v.exactOptional(v.array(v.string())),
  /** A patient in the token's context: told in each of its renewals, and of no other interest here. */
  patientId: v.exactOptional(v.string()),
  /** Epoch milliseconds; absent when the server didn't say how long its token lasts. */
  expiresAtInstant: v.exactOptional(v.number()),
  /** Milliseconds for which a token is valid. */
  lifetime: v.exactOptional(v.number()),
})

/** The sign-in at a scheduling server that isn't the EHR, as the tab keeps it beside the launch. It holds no token. */
export type SchedulingRecord = v.InferOutput<typeof recordSchema>

const key = tabKey('scheduling')

/** The one that belongs to this launch. */
export function readScheduling(storage: Storage, launch: string): SchedulingRecord | undefined {
  try {
    const record = v.parse(recordSchema, JSON.parse(storage.getItem(key) ?? 'null'))
    return record.launch === launch ? record : undefined
  } catch {
    return undefined
  }
}

export function writeScheduling(storage: Storage, record: SchedulingRecord): void {
  storage.setItem(key, JSON.stringify(record))
}
