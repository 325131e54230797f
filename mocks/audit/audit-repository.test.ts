import { expect, test } from 'vitest'
import type { AuditEvent } from '../../src/fhir/types.ts'
import { createAuditRepository } from './audit-repository.ts'

const base = 'https://arr.test/fhir'
const terminology = 'http://terminology.hl7.org/CodeSystem'
const app = { type: 'Device', identifier: { system: 'urn:clients', value: 'slotline' } }

/** The guide's own example of an ITI-117 event at the source. */
const example: AuditEvent = {
  resourceType: 'AuditEvent',
  meta: { profile: ['https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/IHE.Scheduling.Book.Audit.Source'] },
  type: { system: `${terminology}/audit-event-type`, code: 'rest' },
  subtype: [
    { system: 'http://hl7.org/fhir/restful-interaction', code: 'create' },
    { system: 'urn:ihe:event-type-code', code: 'ITI-117' },
  ],
  action: 'C',
  recorded: '2026-11-22T18:00:00.000Z',
  outcome: '0',
  agent: [
    {
      type: { coding: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110153' }] },
      who: app,
      requestor: false,
      network: { address: 'apps.example.org', type: '1' },
    },
    {
      type: { coding: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110152' }] },
      who: { display: 'clinic' },
      requestor: false,
      network: { address: 'https://clinic.test/fhir', type: '5' },
    },
  ],
  source: { observer: app, type: [{ system: `${terminology}/security-source-type`, code: '1' }] },
  entity: [
    {
      type: { system: `${terminology}/audit-entity-type`, code: '1' },
      role: { system: `${terminology}/object-role`, code: '1' },
      what: { reference: 'https://ehr.test/fhir/Patient/1' },
    },
    {
      type: { system: `${terminology}/audit-entity-type`, code: '2' },
      role: { system: `${terminology}/object-role`, code: '4' },
      what: { reference: 'https://clinic.test/fhir/Appointment/1' },
    },
    {
      type: { system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType', code: 'XrequestId' },
      what: { identifier: { value: 'r-1' } },
    },
  ],
}

function open(options: Partial<Parameters<typeof createAuditRepository>[0]> = {}) {
  const repository = createAuditRepository({ base, ...options })
  const answerTo = async (request: Request) => (await repository.handle(request)) ?? expect.fail('it answers')
  const post = (body: unknown, path = '/AuditEvent', type = 'application/fhir+json') =>
    answerTo(new Request(`${base}${path}`, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) }))
  const get = (query: string) => answerTo(new Request(`${base}/AuditEvent?${query}`))
  return { repository, post, get }
}

const entry = (resource: unknown) => ({ resource, request: { method: 'POST', url: 'AuditEvent' } })

test('takes an event that keeps the rules, and finds it by its X-Request-Id', async () => {
  const { repository, post, get } = open()
  const answer = await post(example)
  const id = repository.events()[0]?.id
  expect([answer.status, answer.headers.get('location')]).toEqual([201, `${base}/AuditEvent/${id}`])
  expect(await (await get('entity:identifier=r-1')).json()).toMatchObject({ total: 1, entry: [{ resource: { id } }] })
  expect(await (await get('entity:identifier=r-2')).json()).toMatchObject({ total: 0 })
})

const [client, server] = example.agent
const [person, data, transaction] = example.entity ?? []
const refusals: readonly (readonly [string, unknown])[] = [
  ['another profile', { ...example, meta: { profile: ['https://example.org/other'] } }],
  ['a success that claims nothing', { ...example, meta: undefined }],
  ['a failure that claims a success’s profile', { ...example, outcome: '8', outcomeDesc: 'No' }],
  ['a failure without a word', { ...example, meta: undefined, outcome: '8' }],
  ['another action', { ...example, action: 'E' }],
  ['no create', { ...example, subtype: example.subtype?.slice(1) }],
  ['no transaction', { ...example, subtype: example.subtype?.slice(0, 1) }],
  ['no client', { ...example, agent: [server] }],
  ['two servers', { ...example, agent: [client, server, server] }],
  ['a client who is not the observer', { ...example, source: { observer: { display: 'Somebody' } } }],
  ['an agent without network', { ...example, agent: [client, { ...server, network: undefined }] }],
  [
    'a user who is no requestor',
    {
      ...example,
      agent: [
        ...example.agent,
        {
          type: { coding: [{ system: `${terminology}/v3-ParticipationType`, code: 'AUT' }] },
          who: { display: 'x' },
          requestor: false,
        },
      ],
    },
  ],
  ['no patient', { ...example, entity: [data, transaction] }],
  ['two patients', { ...example, entity: [person, person, data] }],
  ['a patient without role', { ...example, entity: [{ ...person, role: undefined }, data] }],
  ['another resource than an Appointment', { ...example, entity: [person, { ...data, what: { reference: 'List/1' } }] }],
  ['an X-Request-Id without value', { ...example, entity: [person, data, { ...transaction, what: { display: 'x' } }] }],
  ['an entity with name and query', { ...example, entity: [person, { ...data, name: 'x', query: 'eA==' }] }],
  ['an unknown element', { ...example, colour: 'red' }],
  ['no time', { ...example, recorded: undefined }],
  ['another resource', { resourceType: 'Patient' }],
]

test.each(refusals)('refuses %s, says why, and keeps nothing of it', async (_name, event) => {
  const { repository, post } = open()
  const answer = await post(event)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] })
  expect(repository.events()).toEqual([])
})

test('answers a batch entry by entry', async () => {
  const { repository, post } = open()
  const answer = await post(
    { resourceType: 'Bundle', type: 'batch', entry: [entry(example), entry({ ...example, action: 'E' })] },
    '',
  )
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    type: 'batch-response',
    entry: [
      { response: { status: '201 Created' } },
      { response: { status: '422', outcome: { issue: [{ severity: 'error' }] } } },
    ],
  })
  expect(repository.events()).toHaveLength(1)
})

test('takes no batch, or answers no question, where it is told not to', async () => {
  const { post, get } = open({ batches: false, searchable: false })
  expect((await post({ resourceType: 'Bundle', type: 'batch', entry: [entry(example)] }, '')).status).toBe(405)
  expect((await get('entity:identifier=r-1')).status).toBe(403)
})

test.each([
  [
    'a transaction',
    (post: ReturnType<typeof open>['post']) => post({ resourceType: 'Bundle', type: 'transaction', entry: [] }, ''),
    400,
  ],
  ['another media type', (post: ReturnType<typeof open>['post']) => post(example, '/AuditEvent', 'text/plain'), 415],
  ['another address', (post: ReturnType<typeof open>['post']) => post(example, '/Patient'), 404],
])('refuses %s', async (_name, send, status) => {
  expect((await send(open().post)).status).toBe(status)
})

test('gives its events back after they were saved', async () => {
  const { repository, post } = open()
  await post(example)
  const other = open()
  other.repository.restore(JSON.parse(JSON.stringify(repository.save())))
  expect(other.repository.events()).toEqual(repository.events())
  expect(await (await other.get('entity:identifier=r-1')).json()).toMatchObject({ total: 1 })
})

test('refuses a search that it does not understand', async () => {
  expect((await open().get('patient=1')).status).toBe(400)
})

test('a request that its sender gave up may land later', async () => {
  let now = 0
  const { repository, post, get } = open({ clock: () => now })
  repository.fault({ on: 'send', kind: 'late', milliseconds: 1000 })
  await expect(post(example)).rejects.toThrow(/dropped/)
  expect(await (await get('entity:identifier=r-1')).json()).toMatchObject({ total: 0 })
  now = 1000
  expect(await (await get('entity:identifier=r-1')).json()).toMatchObject({ total: 1 })
})
