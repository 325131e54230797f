import { describe, expect, it } from 'vitest'
import { readConfig } from './load-config.ts'

const issuer = { iss: 'https://ehr.example.org/fhir', clientId: 'slotline' }

function problemsOf(json: unknown): string[] {
  const result = readConfig(json)
  if (result.kind === 'ok') throw new Error('expected the settings to be refused')
  return result.problems.map(({ path, got }) => `${path} ${got ?? '-'}`)
}

describe('the deployment settings', () => {
  it('need one issuer only; everything else has a default', () => {
    expect(readConfig({ issuers: [issuer] })).toEqual({
      kind: 'ok',
      config: { issuers: [issuer], holdMinutes: 10, idleMinutes: 15, requestTimeoutSeconds: 20 },
      warnings: [],
    })
  })

  it('keep everything that a site may set', () => {
    const origins = { authorizationOrigins: ['https://login.example.org/'], embeddedIn: [] }
    const settings = {
      issuers: [{ ...issuer, scope: 'openid  launch', schedulingServer: 'https://clinic.example.org/r4/', label: 'Harbour', ...origins }],
      holdMinutes: 5,
      idleMinutes: 0,
      clinicTimeZone: 'Europe/Berlin',
      auditRepository: 'https://arr.example.org/fhir/',
      recordTo: 'issuer',
      requestTimeoutSeconds: 30,
    }
    const result = readConfig(settings)
    expect(result).toMatchObject({
      kind: 'ok',
      config: {
        ...settings,
        issuers: [{ scope: 'openid launch', schedulingServer: 'https://clinic.example.org/r4', authorizationOrigins: ['https://login.example.org'] }],
        auditRepository: 'https://arr.example.org/fhir',
      },
    })
  })

  it('take a scheduling server with a sign-in of its own', () => {
    const scheduling = { schedulingServer: 'https://clinic.example.org/r4', schedulingClientId: 'desk', schedulingScope: 'user/*.rs' }
    expect(readConfig({ issuers: [{ ...issuer, ...scheduling }] })).toMatchObject({
      kind: 'ok',
      config: { issuers: [{ ...issuer, ...scheduling }] },
      warnings: [],
    })
  })

  it.each(['http://localhost:8080/fhir', 'http://127.0.0.1/fhir', 'http://127.9.9.9:1/fhir'])(
    'accept http for this computer: %s',
    (iss) => {
      expect(readConfig({ issuers: [{ ...issuer, iss }] })).toMatchObject({ kind: 'ok' })
    },
  )

  it.each([
    'http://ehr.example.org/fhir',
    'http://localhost.example.org/fhir',
    'http://127.0.0.1.example.org/fhir',
    'http://128.0.0.1/fhir',
    '/fhir',
    'ehr.example.org/fhir',
    'https:ehr.example.org',
    'https://user:secret@ehr.example.org/fhir',
    'https://ehr.example.org/fhir?tenant=1',
    'https://ehr.example.org/fhir#a',
    'javascript:alert(1)',
    ' https://ehr.example.org/fhir',
    'https://[2001:db8::1]/fhir',
    'http://[::1]:9/fhir',
    'https://*.example.org/fhir',
    'https://ehr.example.org;x/fhir',
    '',
  ])('refuse the server URL "%s"', (iss) => {
    expect(problemsOf({ issuers: [{ ...issuer, iss }] })).toEqual([`issuers[0].iss ${JSON.stringify(iss)}`])
  })

  it('even out trailing slashes, and refuse a server that is listed twice', () => {
    expect(readConfig({ issuers: [{ ...issuer, iss: 'https://ehr.example.org/fhir//' }] })).toMatchObject({
      config: { issuers: [issuer] },
    })
    expect(problemsOf({ issuers: [issuer, { ...issuer, iss: `${issuer.iss}/` }] })).toEqual([
      'issuers[1].iss "https://ehr.example.org/fhir"',
    ])
  })

  it.each([
    [{}, 'issuers -'],
    [{ issuers: [] }, 'issuers []'],
    [{ issuers: 'https://ehr.example.org' }, 'issuers "https://ehr.example.org"'],
    [{ issuers: ['x'] }, 'issuers[0] "x"'],
    [{ issuers: [{ iss: issuer.iss }] }, 'issuers[0].clientId -'],
    [{ issuers: [{ ...issuer, clientId: 'a b' }] }, 'issuers[0].clientId "a b"'],
    [{ issuers: [{ ...issuer, scope: 'say "hi"' }] }, 'issuers[0].scope "say \\"hi\\""'],
    [{ issuers: [{ ...issuer, authorizationOrigins: ['https://a.example.org/login'] }] }, 'issuers[0].authorizationOrigins[0] "https://a.example.org/login"'],
    [{ issuers: [{ ...issuer, authorizationOrigins: 'https://a.example.org' }] }, 'issuers[0].authorizationOrigins "https://a.example.org"'],
    [{ issuers: [{ ...issuer, embeddedIn: ['https://*.example.org'] }] }, 'issuers[0].embeddedIn[0] "https://*.example.org"'],
    [{ issuers: [{ ...issuer, embeddedIn: ["https://a.example.org;script-src'*'"] }] }, `issuers[0].embeddedIn[0] "https://a.example.org;script-src'*'"`],
    [{ issuers: [{ ...issuer, schedulingClientId: 'desk' }] }, 'issuers[0].schedulingClientId "desk"'],
    [
      { issuers: [{ ...issuer, schedulingServer: `${issuer.iss}/`, schedulingClientId: 'desk' }] },
      'issuers[0].schedulingClientId "desk"',
    ],
    [
      { issuers: [{ ...issuer, schedulingServer: 'https://clinic.example.org/r4', schedulingScope: 'user/*.rs' }] },
      'issuers[0].schedulingScope "user/*.rs"',
    ],
    [{ issuers: [issuer], holdMinutes: 0 }, 'holdMinutes 0'],
    [{ issuers: [issuer], idleMinutes: 1 }, 'idleMinutes 1'],
    [{ issuers: [issuer], idleMinutes: -1 }, 'idleMinutes -1'],
    [{ issuers: [issuer], holdMinutes: '5' }, 'holdMinutes "5"'],
    [{ issuers: [issuer], requestTimeoutSeconds: 0.5 }, 'requestTimeoutSeconds 0.5'],
    [{ issuers: [issuer], clinicTimeZone: 'Mars/Olympus' }, 'clinicTimeZone "Mars/Olympus"'],
    [{ issuers: [issuer], clinicTimeZone: '+02:00' }, 'clinicTimeZone "+02:00"'],
    [{ issuers: [issuer], auditRepository: 'http://arr.example.org' }, 'auditRepository "http://arr.example.org"'],
    [{ issuers: [issuer], recordTo: 'nowhere' }, 'recordTo "nowhere"'],
    [null, '(the whole file) null'],
    [[], '(the whole file) []'],
  ])('refuse %j and say where', (json, problem) => {
    expect(problemsOf(json)).toEqual([problem])
  })

  it('report unknown keys with their path and go on', () => {
    const result = readConfig({ issuers: [{ ...issuer, clientID: 'x' }], holdMinuets: 5 })
    expect(result.kind === 'ok' && result.warnings.map(({ path }) => path)).toEqual(['holdMinuets', 'issuers[0].clientID'])
  })
})
