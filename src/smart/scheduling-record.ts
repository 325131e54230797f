import * as v from 'valibot'
import { tabKey } from './tab-storage.ts'

const recordSchema = v.object({
  /** Id of the launch that this record belongs to; with another launch in the tab, it is ignored. */
  launch: v.string(),
  /** The OAuth state, by which the authorization server's answer is recognised. */
  state: v.string(),
  server: v.string(),
  clientId: v.string(),
  requested: v.array(v.string()),
  /** The issuer that the authorization server claims to be. */
  issuer: v.exactOptional(v.string()),
  /** The server announced that all its answers name it. */
  namesItself: v.exactOptional(v.literal(true)),
  /** The origin that the browser was sent to for the sign-in. */
  origin: v.exactOptional(v.string()),
  /** Each stage but `over` is entered once: a code that arrives in a stage other than `authorizing` isn't ours to redeem. */
  stage: v.picklist(['authorizing', 'redeeming', 'open', 'over']),
  /** The user's screen before the sign-in: the part of the URL from `#` on. */
  returnTo: v.string(),
  granted: v.exactOptional(v.array(v.string())),
  /** The patient in the token's context. A renewed token must name the same one; nothing else uses it. */
  patientId: v.exactOptional(v.string()),
  /** Epoch milliseconds; absent when the server didn't say how long its token lasts. */
  expiresAtInstant: v.exactOptional(v.number()),
  /** How long a token is valid, in milliseconds. */
  lifetime: v.exactOptional(v.number()),
})

/** The sign-in at a scheduling server that isn't the EHR, as the tab keeps it beside the launch. It contains no token. */
export type SchedulingRecord = v.InferOutput<typeof recordSchema>

const key = tabKey('scheduling')

/** The record of this launch's sign-in, if there is one. */
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
