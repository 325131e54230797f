import * as v from 'valibot'
import { isLaunchVariant, type LaunchVariant } from './launch-variants.ts'
import { privateKeySchema, type PrivateKey } from './signing-key.ts'

const maybeText = v.exactOptional(v.string())

/** The JSON form of a `LaunchContext`. */
export const launchContextSchema = v.object({
  user: v.string(),
  patient: maybeText,
  needPatientBanner: v.exactOptional(v.boolean()),
  intent: maybeText,
  tenant: maybeText,
  askConsent: v.exactOptional(v.boolean()),
})

const approvalSchema = v.object({
  clientId: v.string(),
  context: launchContextSchema,
  scopes: v.array(v.string()),
  nonce: maybeText,
})

const launchSchema = v.object({ context: launchContextSchema, expiresAt: v.number() })
const codeSchema = v.object({
  approval: approvalSchema,
  redirectUri: v.string(),
  challenge: v.string(),
  expiresAt: v.number(),
  family: maybeText,
})
const familySchema = v.object({ approval: approvalSchema, expiresAt: v.number() })
const refreshTokenSchema = v.object({ family: v.string(), spent: v.boolean() })
const accessTokenSchema = v.object({ family: v.string(), scopes: v.array(v.string()), expiresAt: v.number() })

const savedSchema = v.object({
  variant: v.custom<LaunchVariant>(isLaunchVariant),
  signingKey: v.exactOptional(privateKeySchema),
  launches: v.array(v.tuple([v.string(), launchSchema])),
  codes: v.array(v.tuple([v.string(), codeSchema])),
  families: v.array(v.tuple([v.string(), familySchema])),
  refreshTokens: v.array(v.tuple([v.string(), refreshTokenSchema])),
  accessTokens: v.array(v.tuple([v.string(), accessTokenSchema])),
})

/** What a user allowed a client. */
export type Approval = v.InferOutput<typeof approvalSchema>

/**
 * Everything the authorization server remembers, keyed by handle, code or token; times in epoch milliseconds. A family is
 * all the tokens that come from one code. Forgetting a family revokes it.
 */
export interface TokenStore {
  variant: LaunchVariant
  signingKey?: PrivateKey
  readonly launches: Map<string, v.InferOutput<typeof launchSchema>>
  readonly codes: Map<string, v.InferOutput<typeof codeSchema>>
  readonly families: Map<string, v.InferOutput<typeof familySchema>>
  readonly refreshTokens: Map<string, v.InferOutput<typeof refreshTokenSchema>>
  readonly accessTokens: Map<string, v.InferOutput<typeof accessTokenSchema>>
}

export function emptyStore(): TokenStore {
  return {
    variant: 'usual',
    launches: new Map(),
    codes: new Map(),
    families: new Map(),
    refreshTokens: new Map(),
    accessTokens: new Map(),
  }
}

/** The store as JSON, without entries that have expired at `now` (epoch milliseconds). */
export function saveStore(store: TokenStore, now: number): unknown {
  const families = [...store.families].filter(([, { expiresAt }]) => expiresAt > now)
  const alive = new Set(families.map(([id]) => id))
  return {
    variant: store.variant,
    ...(store.signingKey && { signingKey: store.signingKey }),
    launches: [...store.launches].filter(([, { expiresAt }]) => expiresAt > now),
    codes: [...store.codes].filter(([, { expiresAt, family }]) => expiresAt > now || alive.has(family ?? '')),
    families,
    refreshTokens: [...store.refreshTokens].filter(([, { family }]) => alive.has(family)),
    accessTokens: [...store.accessTokens].filter(([, { family, expiresAt }]) => expiresAt > now && alive.has(family)),
  } satisfies v.InferOutput<typeof savedSchema>
}

/** The store that was saved; an empty one when the JSON is of another version. */
export function restoreStore(saved: unknown): TokenStore {
  const parsed = v.safeParse(savedSchema, saved)
  if (!parsed.success) return emptyStore()
  const data = parsed.output
  return {
    variant: data.variant,
    ...(data.signingKey && { signingKey: data.signingKey }),
    launches: new Map(data.launches),
    codes: new Map(data.codes),
    families: new Map(data.families),
    refreshTokens: new Map(data.refreshTokens),
    accessTokens: new Map(data.accessTokens),
  }
}
