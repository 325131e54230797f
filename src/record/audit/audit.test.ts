import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { createAuditRepository, type AuditRepository } from '../../../mocks/audit/audit-repository.ts'
import { DroppedConnection } from '../../../mocks/faults/dropped-connection.ts'
import { createSim, type Sim } from '../../../mocks/sim.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import type { Appointment, Patient } from '../../fhir/types.ts'
import type { ChangeableServer } from '../../scheduling/server.ts'
import { findFirst } from '../../scheduling/find-appointments.ts'
import { ihe } from '../../scheduling/ihe/dialect.ts'
import { readResource } from '../../scheduling/search-resources.ts'
import { createJournal, type Journal } from '../journal.ts'
import { createPageLocks } from '../locks.ts'
import { createRecorder, type Recorder } from '../recorder.ts'
import { openVault } from '../storage/vault.ts'
import { createAudit, type Audit } from './audit.ts'
import { about as usualAbout } from './testing/exchanges.ts'
import { repositoryBase, requestIdOf } from './testing/outbox-world.ts'

const base = 'https://clinic.test/fhir'
const start = Date.parse('2026-11-23T14:05:00Z')

let owner: string
let now: number
let sim: Sim
let repository: AuditRepository
let bytes: string[]

interface Launch {
  readonly audit: Audit
  readonly recorder: Recorder
  readonly journal: Journal
  readonly server: ChangeableServer
}

beforeEach(() => {
  owner = crypto.randomUUID()
  now = start
  sim = createSim({ base, clock: () => now })
  repository = createAuditRepository({ base: repositoryBase, clock: () => now })
  bytes = []
})

/** What the composition root puts together at each launch. With `enqueues: false` no AuditEvent is enqueued after the answer. */
async function launch(options: { readonly enqueues?: boolean } = {}): Promise<Launch> {
  const vault = await openVault(owner)
  const journal = createJournal(vault)
  const toRepository: Transport = async (request) => {
    bytes.push(await request.clone().text())
    return (await repository.handle(request)) ?? Promise.reject(new DroppedConnection())
  }
  const audit = createAudit({
    vault,
    journal,
    about: { ...usualAbout, server: base, ehr: base },
    repository: repositoryBase,
    transport: toRepository,
    now: () => now,
    locks: createPageLocks(),
    later: () => () => undefined,
    onSettled: ({ requestId, ...settlement }) => recorder.note(requestId, { kind: 'audited', ...settlement }),
  })
  const toClinic: Transport = async (request) => (await sim.handle(request)) ?? Promise.reject(new DroppedConnection())
  const transport = options.enqueues === false ? toClinic : audit.watch(toClinic)
  const server = { base, dialect: ihe, postSearch: true, sharesPatients: true, holdMinutes: 10, now: () => now, transport }
  const recorder = createRecorder(journal, server, { audits: true, locks: createPageLocks() })
  return { audit, recorder, journal, server }
}

async function chosen({ server }: Launch): Promise<{ readonly offer: Appointment; readonly patient: Patient }> {
  const patient = await readResource(server, 'Patient', 'pat-4217')
  const { appointments } = await findFirst(server, { start: '2026-11-24T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' })
  return { patient, offer: appointments[0] ?? expect.fail('the clinic has free times') }
}

const recorded = () => repository.events().map(({ subtype = [], outcome }) => `${subtype.at(-1)?.code ?? ''} ${outcome ?? ''}`)

test('a hold and a booking are recorded, each once, and the journal says so', async () => {
  const desk = await launch()
  const { offer, patient } = await chosen(desk)
  now += 1_000
  await desk.recorder.perform('hold-1', 'pat-4217', { kind: 'hold', offer, patient })
  now += 1_000
  await desk.recorder.perform('book-1', 'pat-4217', {
    kind: 'book',
    offer,
    held: true,
    patient,
    correlationId: crypto.randomUUID(),
  })
  await desk.audit.outbox.flush()
  await desk.audit.outbox.flush()
  expect(recorded()).toEqual(['ITI-115 0', 'ITI-116 0', 'ITI-117 0'])
  expect((await desk.recorder.read('book-1'))?.audit).toBe('delivered')
  expect(repository.events().map(requestIdOf).slice(1)).toEqual(['hold-1', 'book-1'])
})

test('a booking whose answer was lost is recorded as a failure; the questions that settle it are transactions of their own', async () => {
  const desk = await launch()
  const { offer, patient } = await chosen(desk)
  sim.fault({ on: 'book', kind: 'drop-after' })
  const { conclusion } = await desk.recorder.perform('book-1', 'pat-4217', {
    kind: 'book',
    offer,
    held: false,
    patient,
    correlationId: crypto.randomUUID(),
  })
  expect(conclusion.kind).toBe('done')
  await desk.audit.outbox.flush()
  expect(recorded()).toContain('ITI-117 8')
  expect(recorded()).toHaveLength(
    sim.inspect().requests.filter(({ method, url }) => method === 'POST' && url.includes('/Appointment/')).length,
  )
})

test('a page that was closed between the answer and the event: the next launch records it from the journal', async () => {
  const gone = await launch({ enqueues: false })
  const { offer, patient } = await chosen(gone)
  await gone.recorder.perform('book-1', 'pat-4217', {
    kind: 'book',
    offer,
    held: false,
    patient,
    correlationId: crypto.randomUUID(),
  })
  expect(repository.events()).toEqual([])

  const next = await launch()
  await next.audit.outbox.flush()
  expect(recorded()).toEqual(['ITI-117 0'])
  await (await launch()).audit.outbox.flush()
  expect(recorded()).toEqual(['ITI-117 0'])
})

test('a repository that is down delays nothing; the event is delivered at the next launch', async () => {
  repository.fault({ on: 'any', kind: 'drop-before', times: 'always' })
  const desk = await launch()
  const { offer, patient } = await chosen(desk)
  const { conclusion } = await desk.recorder.perform('hold-1', 'pat-4217', { kind: 'hold', offer, patient })
  expect(conclusion.kind).toBe('done')
  await desk.audit.outbox.flush()
  expect((await desk.recorder.read('hold-1'))?.audit).toBe('waiting')

  repository.heal()
  now += 60_000
  const next = await launch()
  await next.audit.outbox.flush()
  expect((await next.recorder.read('hold-1'))?.audit).toBe('delivered')
})

test('no name, birth date or token goes to the repository', async () => {
  const desk = await launch()
  const { offer, patient } = await chosen(desk)
  await desk.recorder.perform('book-1', 'pat-4217', {
    kind: 'book',
    offer,
    held: false,
    patient,
    correlationId: crypto.randomUUID(),
  })
  await desk.audit.outbox.flush()
  const family = patient.name?.[0]?.family ?? expect.fail('the patient has a family name')
  const queries = repository.events().flatMap(({ entity = [] }) => entity.map(({ query }) => atob(query ?? '')))
  for (const text of [...bytes, ...queries]) {
    expect(text).not.toContain(family)
    expect(text).not.toContain(patient.birthDate)
    expect(text).not.toMatch(/bearer|authorization/i)
  }
})
