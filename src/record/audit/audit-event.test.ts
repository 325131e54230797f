import { describe, expect, it } from 'vitest'
import { createAuditRepository } from '../../../mocks/audit/audit-repository.ts'
import type { AuditEvent, AuditEventAgent, AuditEventEntity } from '../../fhir/types.ts'
import { base, nowInstant } from '../../scheduling/testing/intents.ts'
import type { Transaction } from '../../fhir/transaction.ts'
import { auditEvent } from './audit-event.ts'
import { about, exchangeOf, patientReference, rawSearch, requestId, type TellableExchange } from './testing/exchanges.ts'

const transactions = ['ITI-115', 'ITI-116', 'ITI-117', 'ITI-118'] as const
const changing = ['ITI-115', 'ITI-116', 'ITI-117'] as const
const failure = { code: '8', words: 'The session had ended.' } as const

const agent = (event: AuditEvent, code: string): AuditEventAgent =>
  event.agent.find(({ type }) => type?.coding?.some((coding) => coding.code === code)) ?? expect.fail(`an agent ${code}`)
const entity = (event: AuditEvent, system: string, code: string): AuditEventEntity =>
  event.entity?.find(({ type }) => type?.system === system && type.code === code) ?? expect.fail(`an entity ${code}`)
const entityType = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const objectRole = 'http://terminology.hl7.org/CodeSystem/object-role'
const dicom = 'http://dicom.nema.org/resources/ontology/DCM'
const decoded = (text: string | undefined) =>
  new TextDecoder().decode(Uint8Array.from(atob(text ?? ''), (letter) => letter.charCodeAt(0)))

async function statusAtRepository(event: AuditEvent): Promise<number | undefined> {
  const repository = createAuditRepository({ base: 'https://arr.example.org/fhir' })
  const headers = { 'content-type': 'application/fhir+json' }
  const body = JSON.stringify(event)
  return (await repository.handle(new Request('https://arr.example.org/fhir/AuditEvent', { method: 'POST', headers, body })))
    ?.status
}

describe('every event', () => {
  it.each(transactions)('of %s is a REST operation, recorded when the answer came', (transaction) => {
    expect(auditEvent(exchangeOf(transaction))).toMatchObject({
      resourceType: 'AuditEvent',
      type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
      recorded: new Date(nowInstant).toISOString(),
    })
  })

  it.each(transactions)('of %s comes from the app, which is its client agent and, deeply equal, its observer', (transaction) => {
    const event = auditEvent(exchangeOf(transaction))
    const client = agent(event, '110153')
    expect(client).toMatchObject({ type: { coding: [{ system: dicom }] }, requestor: false })
    expect(client.who).toEqual(event.source.observer)
    expect(client.who?.identifier).toEqual({ system: 'https://ehr.example.org/fhir', value: 'slotline' })
    expect(client.network).toEqual({ address: 'apps.example.org', type: '1' })
    expect(event.source.type).toEqual([
      expect.objectContaining({ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '1' }),
    ])
  })

  it.each(transactions)('of %s names the server by its FHIR base', (transaction) => {
    const server = agent(auditEvent(exchangeOf(transaction)), '110152')
    expect(server).toMatchObject({
      type: { coding: [{ system: dicom }] },
      requestor: false,
      network: { address: base, type: '5' },
    })
    expect(server.who?.identifier?.value).toBe(base)
  })

  it.each(transactions)('of %s names the user by issuer and subject, who is the requestor', (transaction) => {
    const user = agent(auditEvent(exchangeOf(transaction)), 'UserOauthAgent')
    expect(user.who).toEqual({ identifier: { system: 'https://login.example.org', value: 'u-77' } })
    expect(user.requestor).toBe(true)
    expect(user.network).toBeUndefined()
    expect(user.media).toBeUndefined()
    expect(user.type?.coding).toEqual([
      expect.objectContaining({
        system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
        code: transaction === 'ITI-118' ? 'IRCP' : 'AUT',
      }),
      { system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes', code: 'UserOauthAgent' },
    ])
  })

  it.each(transactions)('of %s has the patient as a person', (transaction) => {
    const person = entity(auditEvent(exchangeOf(transaction)), entityType, '1')
    expect(person).toMatchObject({ what: patientReference, role: { system: objectRole, code: '1' } })
  })

  it.each(transactions)('of %s carries the X-Request-Id', (transaction) => {
    const system = 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType'
    expect(entity(auditEvent(exchangeOf(transaction)), system, 'XrequestId').what?.identifier?.value).toBe(requestId)
  })

  it('has no user agent where nobody says who the user is', () => {
    const { user: _user, ...nobody } = about
    const event = auditEvent(exchangeOf('ITI-117', { about: nobody }))
    expect(event.agent.map(({ requestor }) => requestor)).toEqual([false, false])
  })
})

describe('the events of $find, $hold and $book', () => {
  const names = { 'ITI-115': 'Find Potential Appointments', 'ITI-116': 'Hold Appointment', 'ITI-117': 'Book Appointment' }

  it.each(changing)('%s is a create and the transaction', (transaction) => {
    const event = auditEvent(exchangeOf(transaction))
    expect(event.action).toBe('C')
    expect(event.subtype).toEqual([
      expect.objectContaining({ system: 'http://hl7.org/fhir/restful-interaction', code: 'create' }),
      { system: 'urn:ihe:event-type-code', code: transaction, display: names[transaction] },
    ])
  })

  it.each([
    ['ITI-115', 'FindPotential'],
    ['ITI-116', 'Hold'],
    ['ITI-117', 'Book'],
  ] as const)('%s claims the profile of its source when it succeeded', (transaction, name) => {
    const event = auditEvent(exchangeOf(transaction))
    expect(event.outcome).toBe('0')
    expect(event.outcomeDesc).toBeUndefined()
    expect(event.meta?.profile).toEqual([
      `https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/IHE.Scheduling.${name}.Audit.Source`,
    ])
  })

  it.each(['ITI-116', 'ITI-117'] as const)('%s names the Appointment as a domain resource', (transaction) => {
    expect(entity(auditEvent(exchangeOf(transaction)), entityType, '2')).toMatchObject({
      what: { type: 'Appointment', reference: `${base}/Appointment/a-7` },
      role: { system: objectRole, code: '4' },
    })
  })

  it('$find, which has no Appointment yet, names the request in its place, and has it raw in query', () => {
    const data = entity(auditEvent(exchangeOf('ITI-115')), entityType, '2')
    expect(data.what).toEqual({
      type: 'Appointment',
      identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${requestId}` },
      display: 'Appointment/$find',
    })
    expect(data.role).toMatchObject({ system: objectRole, code: '4' })
    expect(decoded(data.query)).toBe(rawSearch)
    expect(data.name).toBeUndefined()
  })

  it('claims BALP’s general pattern where no patient is named, since the profile demands one', () => {
    const event = auditEvent(exchangeOf('ITI-115', { patients: [] }))
    expect(event.meta?.profile).toEqual(['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.Create'])
    expect(event.entity?.some(({ type }) => type?.code === '1')).toBe(false)
  })

  it('of a group names every patient, and claims no profile, since each of them allows one', () => {
    const other = { type: 'Patient', reference: 'https://ehr.example.org/fhir/Patient/haas' }
    const event = auditEvent(exchangeOf('ITI-115', { patients: [patientReference, other] }))
    expect(event.meta).toBeUndefined()
    expect(event.entity?.filter(({ type }) => type?.code === '1').map(({ what }) => what)).toEqual([patientReference, other])
  })
})

describe('the event of a search for existing appointments', () => {
  it('is BALP’s query of a patient', () => {
    const event = auditEvent(exchangeOf('ITI-118'))
    expect(event.meta?.profile).toEqual(['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientQuery'])
    expect(event.action).toBe('E')
    expect(event.subtype).toEqual([
      expect.objectContaining({ system: 'http://hl7.org/fhir/restful-interaction', code: 'search' }),
    ])
  })

  it('is BALP’s query where no patient was asked for', () => {
    const event = auditEvent(exchangeOf('ITI-118', { patients: [] }))
    expect(event.meta?.profile).toEqual(['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.Query'])
  })

  it('has the raw request in query, and none of what BALP forbids there', () => {
    const query = entity(auditEvent(exchangeOf('ITI-118')), entityType, '2')
    expect(query.role).toMatchObject({ system: objectRole, code: '24' })
    expect(decoded(query.query)).toBe(rawSearch)
    expect(query).not.toHaveProperty('what')
    expect(query).not.toHaveProperty('lifecycle')
    expect(query).not.toHaveProperty('detail')
  })

  it('keeps every letter of a request, also those beyond ASCII', () => {
    const request = 'GET https://clinic.example.org/fhir/Appointment?location=Zürich–Süd 🏥'
    expect(decoded(entity(auditEvent(exchangeOf('ITI-118', { request })), entityType, '2').query)).toBe(request)
  })
})

describe('a failure', () => {
  it.each(transactions)('of %s claims no profile, since they fix outcome 0, and says what went wrong', (transaction) => {
    const event = auditEvent(exchangeOf(transaction, { result: failure }))
    expect(event.meta).toBeUndefined()
    expect(event).toMatchObject({ outcome: '8', outcomeDesc: 'The session had ended.' })
  })

  it('without an Appointment to name still says what was asked for', () => {
    const { appointment: _none, ...exchange } = exchangeOf('ITI-117', { result: failure })
    expect(entity(auditEvent(exchange), entityType, '2').what).toMatchObject({
      type: 'Appointment',
      display: 'Appointment/$book',
    })
  })
})

describe('a repository that checks BALP and the profiles takes', () => {
  const { user: _user, ...nobody } = about
  const variants: readonly (readonly [string, Partial<TellableExchange>])[] = [
    ['a success', {}],
    ['a success without a patient', { patients: [] }],
    [
      'a success about a patient who is known by an identifier only',
      { patients: [{ type: 'Patient', identifier: { value: '004217' } }] },
    ],
    ['a success for a group', { patients: [patientReference, { ...patientReference, reference: `${base}/Patient/other` }] }],
    ['a success of an unknown user', { about: nobody }],
    ['a refusal', { result: { code: '4', words: 'Closed that afternoon' } }],
    ['a failure', { result: failure }],
    ['a failure of the app', { result: { code: '12', words: 'The app could not go on: RangeError.' } }],
  ]
  const cases = variants.flatMap(([name, changes]) =>
    transactions.map((transaction): [string, Transaction, Partial<TellableExchange>] => [name, transaction, changes]),
  )

  it.each(cases)('%s of %s', async (_name, transaction, changes) => {
    expect(await statusAtRepository(auditEvent(exchangeOf(transaction, changes)))).toBe(201)
  })
})
