import { describe, expect, it } from 'vitest'
import { builtInPolicy, contentSecurityPolicy } from './content-security-policy.mjs'

const iss = 'https://ehr.example.org/fhir'

/** The sources of each directive. */
function directives(policy: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(policy.split('; ').map((directive) => directive.split(' ')).map(([name = '', ...sources]) => [name, sources]))
}

describe('the content security policy', () => {
  it('lets the page speak to the servers that the settings name, and nobody else', () => {
    const policy = contentSecurityPolicy({
      issuers: [
        { iss, schedulingServer: 'https://clinic.example.org:8443/r4/tenant', authorizationOrigins: ['https://login.example.org'] },
        { iss: 'https://other.example.org', schedulingServer: 'https://ehr.example.org/scheduling' },
      ],
      auditRepository: 'https://arr.example.org/fhir',
      recordTo: 'https://record.example.org/fhir',
    })
    expect(directives(policy)['connect-src']).toEqual([
      "'self'",
      'https://ehr.example.org',
      'https://login.example.org',
      'https://other.example.org',
      'https://clinic.example.org:8443',
      'https://arr.example.org',
      'https://record.example.org',
    ])
  })

  it('takes the EHR itself for the place to record to', () => {
    const policy = contentSecurityPolicy({ issuers: [{ iss }], recordTo: 'issuer' })
    expect(directives(policy)['connect-src']).toEqual(["'self'", 'https://ehr.example.org'])
  })

  it('lets the EHRs alone embed the app: where they say, else where their FHIR server is', () => {
    const other = { iss: 'https://other.example.org/fhir', embeddedIn: ['https://charts.example.org'] }
    expect(directives(contentSecurityPolicy({ issuers: [{ iss }, other] }))['frame-ancestors']).toEqual([
      'https://ehr.example.org',
      'https://charts.example.org',
    ])
    expect(directives(contentSecurityPolicy({ issuers: [{ iss, embeddedIn: [] }] }))['frame-ancestors']).toEqual(["'none'"])
  })

  it.each([
    ['of the headers', contentSecurityPolicy({ issuers: [{ iss }] })],
    ['of the built pages', builtInPolicy],
  ])('%s allows neither inline code nor code from text, plugins, other bases or native forms', (_, policy) => {
    expect(policy).not.toMatch(/unsafe-|\*(?!;|$|:| )|data:|blob:/)
    expect(directives(policy)).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", expect.stringMatching(/^'sha256-/)],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ["'none'"],
    })
  })
})
