import { describe, expect, it } from 'vitest'
import type { Grant } from '../auth/authorization.ts'
import {
  appointmentOf,
  bundleOf,
  clientOf,
  first,
  IDA,
  NOW,
  patientResource,
  referenceTo,
  refusalOf,
  type Client,
} from '../testing/contract/client.ts'
import { createSim } from '../sim.ts'
import { createWorld } from '../world/world.ts'
import { requireScope, type Interaction } from './access.ts'

const world = createWorld(() => NOW)
const grantOf = (scopes: string, patient?: string): Grant => ({
  user: 'Practitioner/abbas',
  scopes: new Set(scopes.split(' ')),
  ...(patient && { patient }),
})

function clientWith(grant: Grant | undefined): Client {
  const base = 'https://clinic.example/fhir'
  const authorization = {
    handle: () => Promise.resolve(undefined),
    grantOf: () => grant,
    issueLaunch: () => '',
    save: () => undefined,
    restore: () => undefined,
  }
  const sim = createSim({ base, clock: () => NOW, world, authorization })
  const send = async (request: Request): Promise<Response> => (await sim.handle(request)) ?? Response.error()
  return clientOf({ base, sim, send, advance: () => undefined })
}

describe('scopes', () => {
  it.each<[string, readonly Interaction[], string]>([
    ['user/Appointment.read', ['r', 's'], 'everything'],
    ['user/*.rs', ['r', 's'], 'everything'],
    ['user/Appointment.cruds', ['c', 'u'], 'everything'],
    ['user/Appointment.write', ['c', 'u'], 'everything'],
    ['user/*.*', ['c', 'u', 's'], 'everything'],
    ['user/Appointment.c user/Appointment.u', ['c', 'u'], 'everything'],
    ['patient/Appointment.read', ['s'], 'patient'],
    ['patient/*.cruds user/Appointment.rs', ['c', 'u'], 'patient'],
    ['user/Appointment.read', ['c', 'u'], 'refused'],
    ['user/Appointment.write', ['s'], 'refused'],
    ['user/Patient.cruds', ['s'], 'refused'],
    ['user/Appointment.sr', ['s'], 'refused'],
    ['user/Appointment.rs?status=booked', ['s'], 'refused'],
    ['openid fhirUser launch', ['s'], 'refused'],
  ])('%s for %j: %s', (scopes, interactions, expected) => {
    const kind = (): string => {
      try {
        return requireScope(grantOf(scopes, IDA), 'Appointment', interactions).kind
      } catch {
        return 'refused'
      }
    }
    expect(kind()).toBe(expected)
  })
})

describe('access to the server', () => {
  it('asks for a token, but not for the capability statement', async () => {
    const client = clientWith(undefined)
    const answer = await client.get(`Patient/${IDA}`)
    expect(refusalOf(answer)).toEqual({ status: 401, issues: ['error login'] })
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /)
    expect((await client.get('metadata')).status).toBe(200)
  })

  it('lets somebody who may only read find, but neither hold nor book', async () => {
    const client = clientWith(grantOf('user/*.read'))
    const offer = first(await client.offers())
    const hold = await client.operation('$hold', [referenceTo(offer)])
    expect(refusalOf(hold)).toEqual({ status: 403, issues: ['error forbidden'] })
    expect(hold.headers.get('www-authenticate')).toContain('insufficient_scope')
    const book = await client.operation('$book', [referenceTo(offer), patientResource(await client.patient(IDA))])
    expect(refusalOf(book)).toEqual({ status: 403, issues: ['error forbidden'] })
  })

  it('keeps to one patient where the grant does', async () => {
    const client = clientWith(grantOf('patient/*.cruds', IDA))
    expect(bundleOf(await client.get('Patient?name=a')).total).toBeLessThanOrEqual(1)
    expect(bundleOf(await client.get('Patient')).total).toBe(1)
    expect((await client.get('Patient/pat-4230')).status).toBe(403)
    expect((await client.get('Appointment?patient=pat-4230')).status).toBe(403)
    const mine = bundleOf(await client.get('Appointment')).total ?? 0
    expect(mine).toBeGreaterThan(0)
    expect(mine).toBeLessThan(world.appointments.length)
    const stranger = world.appointments.find(({ participant }) => participant[0]?.actor?.reference !== `Patient/${IDA}`)
    expect((await client.get(`Appointment/${stranger?.id ?? ''}`)).status).toBe(404)
    expect((await client.get('Practitioner/brandt')).status).toBe(200)
  })

  it('books for that one patient only', async () => {
    const client = clientWith(grantOf('patient/*.cruds', IDA))
    const offer = first(await client.offers())
    const stranger = { resourceType: 'Patient' as const, id: 'pat-4230' }
    expect(refusalOf(await client.operation('$book', [referenceTo(offer), patientResource(stranger)]))).toEqual({
      status: 403,
      issues: ['error forbidden'],
    })
    expect(
      appointmentOf(await client.operation('$book', [referenceTo(offer), patientResource(await client.patient(IDA))])).status,
    ).toBe('booked')
  })
})
