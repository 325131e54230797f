import type { Config, IssuerConfig } from '../config/schema.ts'
import { withoutTrailingSlash } from '../config/server-url.ts'

/** What the parameters of the launch URL ask for, before any request is sent. */
type LaunchRequest =
  | {
      readonly kind: 'accepted'
      readonly issuer: IssuerConfig
      /** The EHR's own spelling, which differs from the configured one by a trailing slash at most. */
      readonly iss: string
      /** The EHR's handle for its context; absent in a standalone launch. */
      readonly launch?: string
    }
  | { readonly kind: 'choose-issuer'; readonly issuers: readonly IssuerConfig[] }
  | LaunchRefusal

export type LaunchRefusal =
  | { readonly kind: 'missing-issuer' }
  | { readonly kind: 'repeated-parameter'; readonly parameter: 'iss' | 'launch' }
  | { readonly kind: 'launch-too-long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'unknown-issuer'; readonly iss: string }

/** Characters; servers and proxies don't accept longer URLs. */
const launchLimit = 8000

/**
 * Reads `iss` and `launch` (SMART App Launch 2.2, "Launch App"). An issuer counts as known only when the configuration
 * lists it: anyone can write a link, and a foreign server must not learn that this user follows it.
 */
export function readLaunchRequest(search: string, config: Config): LaunchRequest {
  const parameters = new URLSearchParams(search)
  for (const parameter of ['iss', 'launch'] as const) {
    if (parameters.getAll(parameter).length > 1) return { kind: 'repeated-parameter', parameter }
  }
  const iss = parameters.get('iss') || undefined
  const launch = parameters.get('launch') || undefined
  if (iss === undefined) {
    return launch === undefined ? { kind: 'choose-issuer', issuers: config.issuers } : { kind: 'missing-issuer' }
  }
  const issuer = config.issuers.find((known) => known.iss === withoutTrailingSlash(iss))
  if (!issuer) return { kind: 'unknown-issuer', iss }
  if (launch === undefined) return { kind: 'accepted', issuer, iss }
  if (launch.length > launchLimit) return { kind: 'launch-too-long', length: launch.length, limit: launchLimit }
  return { kind: 'accepted', issuer, iss, launch }
}
