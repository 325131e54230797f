/**
 * The FHIR base that copies go to; undefined where none are made. The Scheduling Server has the appointment itself: a copy there
 * would be a second appointment.
 * @param recordTo the deployment's setting: `issuer`, another FHIR base, or none
 * @param issuer FHIR base of the EHR that launched the app
 * @param schedulingServer FHIR base
 */
export function copyPlace(recordTo: string | undefined, issuer: string, schedulingServer: string): string | undefined {
  const base = recordTo === 'issuer' ? issuer : recordTo
  return base === schedulingServer ? undefined : base
}
