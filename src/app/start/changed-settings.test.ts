import { describe, expect, it } from 'vitest'
import { readConfig, type ConfigResult } from '../../config/load-config.ts'
import type { Config } from '../../config/schema.ts'
import { overruled } from './changed-settings.ts'

const ehr = { iss: 'https://ehr.example.org/fhir', clientId: 'slotline' }
const other = { iss: 'https://other.example.org/fhir', clientId: 'slotline' }

function settings(file: object): ConfigResult {
  return readConfig({ issuers: [ehr, other], ...file })
}

function known(): Config {
  const result = settings({})
  if (result.kind !== 'ok') throw new Error('the settings are in order')
  return result.config
}

describe('a session that began by the settings known from before', () => {
  it.each([
    ['the same', {}],
    ['another issuer more', { issuers: [other, { iss: 'https://third.example.org', clientId: 'a' }, ehr] }],
    ['another issuer less', { issuers: [ehr] }],
    ['a change of another issuer', { issuers: [ehr, { ...other, schedulingServer: 'https://x.example.org' }] }],
    ['an unknown key', { colour: 'red' }],
  ])('goes on with %s in the file', (_, file) => {
    expect(overruled(known(), settings(file), ehr.iss)).toBeUndefined()
  })

  it.each([undefined, 500, 503])('goes on while the file is out of reach (status %s)', (status) => {
    const file = { kind: 'unreachable', problems: [], ...(status === undefined ? {} : { status }) } as const
    expect(overruled(known(), file, ehr.iss)).toBeUndefined()
  })

  it.each([403, 404])('ends where the web server has no file for it (status %s)', (status) => {
    expect(overruled(known(), { kind: 'unreachable', problems: [], status }, ehr.iss)).toMatchObject({ kind: 'config-problem' })
  })

  it.each([
    ['client', { issuers: [{ ...ehr, clientId: 'other' }, other] }],
    ['scheduling server', { issuers: [{ ...ehr, schedulingServer: 'https://x.example.org' }, other] }],
    ['place to sign in', { issuers: [{ ...ehr, authorizationOrigins: ['https://x.example.org'] }, other] }],
    ['audit repository', { auditRepository: 'https://x.example.org' }],
    ['place of the record', { recordTo: 'https://x.example.org' }],
    ['zone', { clinicTimeZone: 'Europe/Berlin' }],
  ])('stops for another %s', (_, file) => {
    expect(overruled(known(), settings(file), ehr.iss)).toEqual({ kind: 'settings-changed' })
  })

  it('stops when its EHR is listed no more', () => {
    expect(overruled(known(), settings({ issuers: [other] }), ehr.iss)).toEqual({ kind: 'unknown-issuer', iss: ehr.iss })
  })

  it('stops when the file is wrong or gone, and says what is wrong', () => {
    const wrong = settings({ holdMinutes: -1 })
    expect(overruled(known(), wrong, ehr.iss)).toEqual({ kind: 'config-problem', result: wrong, hasBegun: true })
    const gone: ConfigResult = { kind: 'unreachable', status: 404, problems: [] }
    expect(overruled(known(), gone, ehr.iss)).toEqual({ kind: 'config-problem', result: gone, hasBegun: true })
  })

  it('that there is none of is judged by mistakes only', () => {
    expect(overruled(known(), settings({ clinicTimeZone: 'Europe/Berlin' }), undefined)).toBeUndefined()
    const wrong = settings({ holdMinutes: -1 })
    expect(overruled(known(), wrong, undefined)).toEqual({ kind: 'config-problem', result: wrong })
  })
})
