import type { IssuerConfig } from '../config/schema.ts'
import { splitScopes } from './scopes.ts'

/** The scopes that the features need: to book and look up appointments, and to name their people, places and services. */
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
 * The scopes to request from an EHR: the site's own or those that the features need. `launch` is among them exactly when the EHR
 * launched the app (SMART App Launch 2.2, launch context); without a launch handle it would be refused.
 */
export function scopesToRequest(issuer: IssuerConfig, launchedByEhr: boolean): string[] {
  const scopes = issuer.scope === undefined ? featureScopes : splitScopes(issuer.scope)
  const others = scopes.filter((scope) => scope !== 'launch')
  return launchedByEhr ? ['launch', ...others] : others
}

/**
 * The scopes to request from a scheduling server with its own sign-in. The EHR has said who the user is. The server's own patient
 * record shows whose an appointment is that names only `Patient/[id]`.
 */
export function schedulingScopesToRequest({ schedulingScope }: IssuerConfig): string[] {
  if (schedulingScope !== undefined) return splitScopes(schedulingScope)
  return featureScopes.filter((scope) => scope !== 'openid' && scope !== 'fhirUser')
}
