import * as z from 'zod/mini'
import { isLaunchVariant, type LaunchVariant } from './launch-variants.ts'
import { privateKeySchema, type PrivateKey } from './signing-key.ts'

const maybeText = z.exactOptional(z.string())

/** The JSON form of a `LaunchContext`. */
export const launchContextSchema = z.object({
  user: z.string(),
  patient: maybeText,
  needPatientBanner: z.exactOptional(z.boolean()),
  intent: maybeText,
  tenant: maybeText,
  askConsent: z.exactOptional(z.boolean()),
})

const approvalSchema = z.object({
  clientId: z.string(),
  context: launchContextSchema,
  scopes: z.array(z.string()),
  nonce: maybeText,
})

const launchSchema = z.object({ context: launchContextSchema, expiresAt: z.number() })
const codeSchema = z.object({
  approval: approvalSchema,
  redirectUri: z.string(),
  challenge: z.string(),
  expiresAt: z.number(),
  family: maybeText,
})
const familySchema = z.object({ approval: approvalSchema, expiresAt: z.number() })
const refreshTokenSchema = z.object({ family: z.string(), spent: z.boolean() })
const accessTokenSchema = z.object({ family: z.string(), scopes: z.array(z.string()), expiresAt: z.number() })

const savedSchema = z.object({
  variant: z.custom<LaunchVariant>(isLaunchVariant),
  signingKey: z.exactOptional(privateKeySchema),
  launches: z.array(z.tuple([z.string(), launchSchema])),
  codes: z.array(z.tuple([z.string(), codeSchema])),
  families: z.array(z.tuple([z.string(), familySchema])),
  refreshTokens: z.array(z.tuple([z.string(), refreshTokenSchema])),
  accessTokens: z.array(z.tuple([z.string(), accessTokenSchema])),
})

/** What a user allowed a client. */
export type Approval = z.infer<typeof approvalSchema>

/**
 * Everything the authorization server remembers, keyed by handle, code or token; times in epoch milliseconds. A family is
 * all the tokens that come from one code: it is revoked by forgetting it.
 */
export interface TokenStore {
  variant: LaunchVariant
  signingKey?: PrivateKey
  readonly launches: Map<string, z.infer<typeof launchSchema>>
  readonly codes: Map<string, z.infer<typeof codeSchema>>
  readonly families: Map<string, z.infer<typeof familySchema>>
  readonly refreshTokens: Map<string, z.infer<typeof refreshTokenSchema>>
  readonly accessTokens: Map<string, z.infer<typeof accessTokenSchema>>
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

/** The store as JSON, without what can't matter any more at `now` (epoch milliseconds). */
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
  } satisfies z.infer<typeof savedSchema>
}

/** The store that was saved; an empty one when the JSON is of another version. */
export function restoreStore(saved: unknown): TokenStore {
  const { success, data } = savedSchema.safeParse(saved)
  if (!success) return emptyStore()
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
