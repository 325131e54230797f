import { correlationIdentifier } from '../../scheduling/correlation.ts'
import type { AuditEvent, AuditEventAgent, AuditEventEntity, Reference } from '../../fhir/types.ts'
import {
  agentTypes,
  entityTypes,
  eventSubtypes,
  eventType,
  networkTypes,
  objectRoles,
  profiles,
  userDevice,
} from './audit-codes.ts'
import { base64 } from './base64.ts'
import type { AuditAbout, Exchange, ToldResult } from './exchange.ts'

/**
 * The AuditEvent of one transaction as its source records it (ITI-115, 116, 117: x.6.1.1; ITI-118: BALP query). The profiles fix
 * outcome 0 and, except for BALP's general ones, exactly one patient: an event that can't meet that claims no profile.
 */
export function auditEvent(exchange: Exchange & { readonly result: ToldResult }): AuditEvent {
  const { transaction, about, atInstant, result } = exchange
  const profile = profileOf(exchange)
  return {
    resourceType: 'AuditEvent',
    ...(profile ? { meta: { profile: [profile] } } : {}),
    type: eventType,
    subtype: eventSubtypes[transaction],
    action: transaction === 'ITI-118' ? 'E' : 'C',
    recorded: new Date(atInstant).toISOString(),
    outcome: result.code,
    ...(result.code === '0' ? {} : { outcomeDesc: result.words }),
    agent: [clientAgent(about), serverAgent(about), ...userAgent(exchange)],
    source: { site: about.app.host, observer: appReference(about), type: [userDevice] },
    entity: [...exchange.patients.map(patientEntity), dataEntity(exchange), requestIdEntity(exchange.requestId)],
  }
}

function profileOf({ transaction, result, patients }: Exchange): string | undefined {
  if (result.code !== '0' || patients.length > 1) return undefined
  return profiles[patients.length === 1 ? 'withPatient' : 'withoutPatient'][transaction]
}

/** The app, identified by its client id. The profile wants the client agent and the observer to be deeply equal. */
function appReference({ app }: AuditAbout): Reference {
  return { type: 'Device', identifier: { system: app.registeredAt, value: app.clientId }, display: 'Slotline' }
}

function clientAgent(about: AuditAbout): AuditEventAgent {
  return {
    type: { coding: [agentTypes.client] },
    who: appReference(about),
    requestor: false,
    network: { address: about.app.host, type: networkTypes.machineName },
  }
}

function serverAgent({ server }: AuditAbout): AuditEventAgent {
  return {
    type: { coding: [agentTypes.server] },
    who: { type: 'Device', identifier: { system: 'urn:ietf:rfc:3986', value: server }, display: new URL(server).host },
    requestor: false,
    network: { address: server, type: networkTypes.uri },
  }
}

/** BALP calls a user who books an author, and one who searches a recipient. */
function userAgent({ transaction, about: { user } }: Exchange): AuditEventAgent[] {
  if (!user) return []
  const role = transaction === 'ITI-118' ? agentTypes.recipient : agentTypes.author
  return [
    {
      type: { coding: [role, agentTypes.oauthUser] },
      who: { identifier: { system: user.issuer, value: user.subject } },
      requestor: true,
    },
  ]
}

function patientEntity(what: Reference): AuditEventEntity {
  return { what, type: entityTypes.person, role: objectRoles.patient }
}

function dataEntity({ transaction, requestId, appointment, request }: Exchange): AuditEventEntity {
  const query = request === undefined ? {} : { query: base64(request) }
  // BALP wants a query to have no `what`.
  if (transaction === 'ITI-118') return { type: entityTypes.systemObject, role: objectRoles.query, ...query }
  return {
    what: appointment ?? unnamedAppointment(transaction, requestId),
    type: entityTypes.systemObject,
    role: objectRoles.domainResource,
    ...query,
  }
}

/** Before anything is found there is no Appointment to name, so the request stands for it. */
function unnamedAppointment(transaction: Exchange['transaction'], requestId: string): Reference {
  const operations = { 'ITI-115': '$find', 'ITI-116': '$hold', 'ITI-117': '$book', 'ITI-118': '_search' }
  return { type: 'Appointment', identifier: correlationIdentifier(requestId), display: `Appointment/${operations[transaction]}` }
}

function requestIdEntity(requestId: string): AuditEventEntity {
  return { what: { identifier: { value: requestId } }, type: entityTypes.requestId }
}
