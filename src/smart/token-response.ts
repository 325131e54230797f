import * as v from 'valibot'
import { closedObject } from '../fhir/json-object.ts'

const fhirId = v.pipe(v.string('a FHIR id'), v.regex(/^[A-Za-z0-9\-.]{1,64}$/, 'a FHIR id'))

/** A longer lifetime counts as a year, so that the times computed from it stay valid numbers. */
const longestSeconds = 365 * 24 * 3600

const seconds = v.pipe(
  v.union(
    [
      v.pipe(v.number(), v.finite('a number of seconds')),
      v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.finite('a number of seconds')),
    ],
    'a number of seconds',
  ),
  v.transform((value) => Math.min(value, longestSeconds)),
)

const yesOrNo = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
  ],
  'true or false',
)

/** The token response of SMART App Launch 2.2, as far as the app uses it. */
const tokenResponseSchema = closedObject(
  {
    // The characters that a header may carry (RFC 6750 2.1, read leniently): fetch would throw on others.
    access_token: v.pipe(
      v.string('an access token'),
      v.regex(/^[\x21-\x7e]+$/, 'an access token of visible ASCII characters'),
    ),
    token_type: v.pipe(v.string('bearer'), v.regex(/^bearer$/i, 'bearer')),
    scope: v.exactOptional(v.string('a list of scopes')),
    expires_in: v.exactOptional(seconds),
    refresh_token: v.exactOptional(v.string('a refresh token')),
    id_token: v.exactOptional(v.string('an id_token')),
    patient: v.exactOptional(fhirId),
    need_patient_banner: v.exactOptional(yesOrNo),
    fhirUser: v.exactOptional(v.string('a reference')),
  },
)

export type TokenResponse = v.InferOutput<typeof tokenResponseSchema>

/** How long a token is valid, as the tab keeps it; empty when the server didn't say. */
export interface Validity {
  /** Milliseconds. */
  readonly lifetime?: number
  /** Epoch milliseconds. */
  readonly expiresAtInstant?: number
}

/** @param sentAtInstant when the token was requested, since it may have been issued right then */
export function validityOf({ expires_in: seconds }: TokenResponse, sentAtInstant: number): Validity {
  return seconds === undefined ? {} : { lifetime: seconds * 1000, expiresAtInstant: sentAtInstant + seconds * 1000 }
}

type TokenResponseResult =
  | { readonly kind: 'valid'; readonly response: TokenResponse }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }

/** Checks a token endpoint's answer. The problems name members and what they must be, never a value. */
export function readTokenResponse(answer: object = {}): TokenResponseResult {
  const parsed = v.safeParse(tokenResponseSchema, withoutNulls(answer))
  if (parsed.success) return { kind: 'valid', response: parsed.output }
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the answer'}: expected ${issue.message}`)
  return { kind: 'invalid', problems }
}

/** Some servers write null for a member that they don't have. */
export function withoutNulls(answer: object): object {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null))
}
