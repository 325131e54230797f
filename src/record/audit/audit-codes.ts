import type { Transaction } from '../../fhir/transaction.ts'
import type { Coding } from '../../fhir/types.ts'

const balp = 'https://profiles.ihe.net/ITI/BALP'
const scheduling = 'https://profiles.ihe.net/ITI/Scheduling/StructureDefinition'
const dicom = 'http://dicom.nema.org/resources/ontology/DCM'
const terminology = 'http://terminology.hl7.org/CodeSystem'
const restful = 'http://hl7.org/fhir/restful-interaction'

/** Canonical URLs of the profiles that a successful event claims. */
export const profiles = {
  withPatient: {
    'ITI-115': `${scheduling}/IHE.Scheduling.FindPotential.Audit.Source`,
    'ITI-116': `${scheduling}/IHE.Scheduling.Hold.Audit.Source`,
    'ITI-117': `${scheduling}/IHE.Scheduling.Book.Audit.Source`,
    'ITI-118': `${balp}/StructureDefinition/IHE.BasicAudit.PatientQuery`,
  },
  /** The Scheduling profiles demand a patient; without one, the BALP profiles that they derive from still say what happened. */
  withoutPatient: {
    'ITI-115': `${balp}/StructureDefinition/IHE.BasicAudit.Create`,
    'ITI-116': `${balp}/StructureDefinition/IHE.BasicAudit.Create`,
    'ITI-117': `${balp}/StructureDefinition/IHE.BasicAudit.Create`,
    'ITI-118': `${balp}/StructureDefinition/IHE.BasicAudit.Query`,
  },
} as const satisfies Record<string, Record<Transaction, string>>

export const eventType: Coding = { system: `${terminology}/audit-event-type`, code: 'rest', display: 'Restful Operation' }

const created: Coding = { system: restful, code: 'create', display: 'create' }
const operation = (code: string, display: string): Coding => ({ system: 'urn:ihe:event-type-code', code, display })

export const eventSubtypes: Record<Transaction, Coding[]> = {
  'ITI-115': [created, operation('ITI-115', 'Find Potential Appointments')],
  'ITI-116': [created, operation('ITI-116', 'Hold Appointment')],
  'ITI-117': [created, operation('ITI-117', 'Book Appointment')],
  'ITI-118': [{ system: restful, code: 'search', display: 'search' }],
}

export const agentTypes = {
  client: { system: dicom, code: '110153', display: 'Source Role ID' },
  server: { system: dicom, code: '110152', display: 'Destination Role ID' },
  author: { system: `${terminology}/v3-ParticipationType`, code: 'AUT', display: 'author (originator)' },
  recipient: { system: `${terminology}/v3-ParticipationType`, code: 'IRCP', display: 'information recipient' },
  oauthUser: { system: `${balp}/CodeSystem/UserAgentTypes`, code: 'UserOauthAgent' },
} as const satisfies Record<string, Coding>

/** AuditEvent.agent.network.type */
export const networkTypes = { machineName: '1', uri: '5' } as const

export const userDevice: Coding = { system: `${terminology}/security-source-type`, code: '1', display: 'User Device' }

export const entityTypes = {
  person: { system: `${terminology}/audit-entity-type`, code: '1', display: 'Person' },
  systemObject: { system: `${terminology}/audit-entity-type`, code: '2', display: 'System Object' },
  requestId: { system: `${balp}/CodeSystem/BasicAuditEntityType`, code: 'XrequestId' },
} as const satisfies Record<string, Coding>

export const objectRoles = {
  patient: { system: `${terminology}/object-role`, code: '1', display: 'Patient' },
  domainResource: { system: `${terminology}/object-role`, code: '4', display: 'Domain Resource' },
  query: { system: `${terminology}/object-role`, code: '24', display: 'Query' },
} as const satisfies Record<string, Coding>
