import * as v from 'valibot'
import { tabKey } from './tab-storage.ts'

/** What a token response established for the launch, kept so that a reload of the tab needs no network. */
const contextSchema = v.object({
  granted: v.array(v.string()),
  userKey: v.string(),
  user: v.exactOptional(v.object({ issuer: v.string(), subject: v.string() })),
  patientId: v.exactOptional(v.string()),
  fhirUser: v.exactOptional(v.string()),
  needPatientBanner: v.boolean(),
})

const recordSchema = v.object({
  /** Id of the session that the launch leads to. */
  id: v.string(),
  /** The OAuth state, by which the authorization server's answer is recognised. */
  state: v.string(),
  iss: v.string(),
  clientId: v.string(),
  requested: v.array(v.string()),
  /** The issuer that the authorization server claims to be. */
  issuer: v.exactOptional(v.string()),
  /** The server announced that all its answers name it. */
  namesItself: v.exactOptional(v.literal(true)),
  /** The origin that the browser was sent to for the sign-in. */
  origin: v.exactOptional(v.string()),
  /** Each stage is entered once: a code that arrives in a stage other than `authorizing` isn't ours to redeem. */
  stage: v.picklist(['authorizing', 'redeeming', 'open']),
  context: v.exactOptional(contextSchema),
  /** Epoch milliseconds; absent when the server didn't say how long its token lasts. */
  expiresAtInstant: v.exactOptional(v.number()),
  /** How long a token of this launch is valid, in milliseconds. */
  lifetime: v.exactOptional(v.number()),
})

export type LaunchContext = v.InferOutput<typeof contextSchema>

/** The one launch that a tab is in. It holds no names or demographics, and no token. */
export type LaunchRecord = v.InferOutput<typeof recordSchema>

export const launchRecordKey = tabKey('launch')

export function readLaunch(storage: Storage): LaunchRecord | undefined {
  try {
    return v.parse(recordSchema, JSON.parse(storage.getItem(launchRecordKey) ?? 'null'))
  } catch {
    return undefined
  }
}

export function writeLaunch(storage: Storage, record: LaunchRecord): void {
  storage.setItem(launchRecordKey, JSON.stringify(record))
}
