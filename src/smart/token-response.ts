import { z } from '../fhir/zod.ts'

const fhirId = z.string('a FHIR id').check(z.regex(/^[A-Za-z0-9\-.]{1,64}$/, 'a FHIR id'))

const seconds = z.union([z.number(), z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number))], 'a number of seconds')

const yesOrNo = z.union(
  [z.boolean(), z.pipe(z.enum(['true', 'false']), z.transform((text) => text === 'true'))],
  'true or false',
)

/** The token response of SMART App Launch 2.2, as far as the app uses it. */
const tokenResponseSchema = z.object({
  // What a header may carry (RFC 6750 2.1, read leniently): fetch would throw on anything else.
  access_token: z.string('an access token').check(z.regex(/^[\x21-\x7e]+$/, 'an access token of visible ASCII characters')),
  token_type: z.string('bearer').check(z.regex(/^bearer$/i, 'bearer')),
  scope: z.exactOptional(z.string('a list of scopes')),
  expires_in: z.exactOptional(seconds),
  refresh_token: z.exactOptional(z.string('a refresh token')),
  id_token: z.exactOptional(z.string('an id_token')),
  patient: z.exactOptional(fhirId),
  encounter: z.exactOptional(fhirId),
  need_patient_banner: z.exactOptional(yesOrNo),
  intent: z.exactOptional(z.string('a string')),
  tenant: z.exactOptional(z.string('a string')),
  fhirUser: z.exactOptional(z.string('a reference')),
})

export type TokenResponse = z.infer<typeof tokenResponseSchema>

type TokenResponseResult =
  | { readonly kind: 'valid'; readonly response: TokenResponse }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }

/** Checks what a token endpoint answered. The problems name members and what they must be, never a value. */
export function readTokenResponse(json: unknown): TokenResponseResult {
  const parsed = tokenResponseSchema.safeParse(withoutNulls(json))
  if (parsed.success) return { kind: 'valid', response: parsed.data }
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the answer'}: expected ${issue.message}`)
  return { kind: 'invalid', problems }
}

/** Some servers write null for what they don't have. */
function withoutNulls(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null))
}
