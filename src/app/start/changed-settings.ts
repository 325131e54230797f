import type { ConfigResult } from '../../config/load-config.ts'
import type { Config } from '../../config/schema.ts'
import { sameJson } from '../../fhir/same-json.ts'
import type { SessionResult } from '../../smart/session.ts'

/** Why a page can't go on with the settings that it began with. */
export type Overruled =
  | {
      readonly kind: 'config-problem'
      readonly result: Exclude<ConfigResult, { kind: 'ok' }>
      /** Whether a session was open before the problem was known. */
      readonly hasBegun?: true
    }
  /** The new settings are valid, but differ from those that the session began with. */
  | { readonly kind: 'settings-changed' }
  | Extract<SessionResult, { kind: 'unknown-issuer' }>

/**
 * Whether a page that began with kept settings must stop, now that the settings file has come. Undefined where it may go on: also
 * where the file can't be reached or its web server is in trouble (5xx), which says nothing about the settings.
 * @param iss the EHR of the session, where there is one
 */
export function overruled(known: Config, file: ConfigResult, iss: string | undefined): Overruled | undefined {
  if (file.kind !== 'ok') {
    if (file.kind === 'unreachable' && (file.status === undefined || file.status >= 500)) return undefined
    return { kind: 'config-problem', result: file, ...(iss === undefined ? {} : { hasBegun: true }) }
  }
  if (iss === undefined) return undefined
  const mattering = ({ issuers, ...others }: Config) => ({ ...others, issuer: issuers.find((one) => one.iss === iss) })
  const now = mattering(file.config)
  if (!now.issuer) return { kind: 'unknown-issuer', iss }
  return sameJson(mattering(known), now) ? undefined : { kind: 'settings-changed' }
}
