import { z } from '../fhir/zod.ts'
import { tabKey } from './tab-storage.ts'

/** What a token response established for the launch, kept so that a reload of the tab needs no network. */
const contextSchema = z.object({
  granted: z.array(z.string()),
  userKey: z.string(),
  user: z.exactOptional(z.object({ issuer: z.string(), subject: z.string() })),
  patientId: z.exactOptional(z.string()),
  encounterId: z.exactOptional(z.string()),
  fhirUser: z.exactOptional(z.string()),
  needPatientBanner: z.boolean(),
  intent: z.exactOptional(z.string()),
  tenant: z.exactOptional(z.string()),
})

const recordSchema = z.object({
  /** Of the session that the launch leads to. */
  id: z.string(),
  /** The OAuth state, by which the authorization server's answer is recognised. */
  state: z.string(),
  iss: z.string(),
  clientId: z.string(),
  requested: z.array(z.string()),
  /** Each stage is entered once: a code that arrives in any other than `authorizing` isn't ours to redeem. */
  stage: z.enum(['authorizing', 'redeeming', 'open']),
  context: z.exactOptional(contextSchema),
  /** Epoch milliseconds; absent when the server didn't say how long its token lasts. */
  expiresAtInstant: z.exactOptional(z.number()),
  /** Milliseconds for which a token of this launch is valid. */
  lifetime: z.exactOptional(z.number()),
})

export type LaunchContext = z.infer<typeof contextSchema>

/** The one launch that a tab is in. It holds no names or demographics, and no token. */
export type LaunchRecord = z.infer<typeof recordSchema>

export const launchRecordKey = tabKey('launch')

export function readLaunch(storage: Storage): LaunchRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(storage.getItem(launchRecordKey) ?? 'null'))
  } catch {
    return undefined
  }
}

export function writeLaunch(storage: Storage, record: LaunchRecord): void {
  storage.setItem(launchRecordKey, JSON.stringify(record))
}
