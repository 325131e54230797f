/**
 * What each setting is for, in the order of the reference. What values are allowed comes from the schema.
 * @type {Readonly<Record<string, string>>}
 */
export const meanings = {
  issuers: 'The EHRs that may launch Slotline. A launch from any other makes no request at all.',
  'issuers[].iss': 'FHIR base URL of the EHR, spelled as the EHR launches with it.',
  'issuers[].clientId': 'What the EHR registered Slotline as; may differ for each EHR.',
  'issuers[].scope': 'OAuth scopes to ask for. Absent: what the features need, as listed in [install.md](install.md#2-register-it-with-the-ehr).',
  'issuers[].schedulingServer': 'FHIR base URL of the scheduling server. Absent: the EHR itself.',
  'issuers[].schedulingClientId':
    'Says that the scheduling server has a sign-in of its own, and what it registered Slotline as, with `index.html` in Slotline’s folder, by the file’s name, as the redirect URL (`https://slotline.example.org/index.html`). Absent: the EHR’s token serves both.',
  'issuers[].schedulingScope': 'OAuth scopes to ask the scheduling server for. Absent: what the features need.',
  'issuers[].authorizationOrigins':
    'Where sign-in and token endpoints may lie beside the origin of `iss` and that of a scheduling server with its own sign-in. Endpoints elsewhere are refused with the name of this key; an issuer that the server names elsewhere is not believed, so that answers in its name (RFC 9207) are refused.',
  'issuers[].embeddedIn': 'The pages that may show Slotline in a frame, by their origins. Absent: pages of the EHR’s own origin; `[]`: none.',
  'issuers[].label': 'What users call this server. Absent: its host name.',
  holdMinutes: 'How long a hold is taken to last when the server doesn’t say.',
  idleMinutes:
    'Minutes without a sign of the user after which patient data leave screen and memory, announced a minute before. `0`: never.',
  clinicTimeZone: 'The clinic’s time zone, for days to search and for appointments that don’t tell their own. Absent: the viewer’s.',
  auditRepository: 'FHIR base URL of the repository that gets one AuditEvent for every transaction (ITI-20). Absent: nothing is audited.',
  recordTo:
    'Where a copy of each outcome is recorded: `issuer` for the EHR that launched the app, or a FHIR base URL. Nothing is copied to the scheduling server itself. Absent: nothing is copied.',
  requestTimeoutSeconds: 'How long an answer is waited for.',
}
