import type { IssuerConfig } from '../config/schema.ts'
import { splitScopes } from './scopes.ts'

/** What the features need: book and look up appointments, and name the people, places and services they consist of. */
const featureScopes = [
  'openid',
  'fhirUser',
  'online_access',
  'user/Appointment.cruds',
  'user/Patient.rs',
  'user/Practitioner.rs',
  'user/PractitionerRole.rs',
  'user/Location.rs',
  'user/Organization.rs',
  'user/HealthcareService.rs',
]

/**
 * The scopes to ask an EHR for: the site's own or what the features need. `launch` is among them exactly when the EHR
 * launched the app (SMART App Launch 2.2, launch context); alone, without a launch handle, it would be refused.
 */
export function scopesToRequest(issuer: IssuerConfig, launchedByEhr: boolean): string[] {
  const scopes = issuer.scope === undefined ? featureScopes : splitScopes(issuer.scope)
  const others = scopes.filter((scope) => scope !== 'launch')
  return launchedByEhr ? ['launch', ...others] : others
}

/**
 * The scopes to ask a scheduling server for that has a sign-in of its own. Who the user is, the EHR has said; its own record of a
 * patient tells whose an appointment is that names nobody but `Patient/[id]`.
 */
export function schedulingScopesToRequest({ schedulingScope }: IssuerConfig): string[] {
  if (schedulingScope !== undefined) return splitScopes(schedulingScope)
  return featureScopes.filter((scope) => scope !== 'openid' && scope !== 'fhirUser')
}
