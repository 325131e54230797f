import { z } from '../fhir/zod.ts'
import { isServerUrl, serverUrlExpectation, withoutTrailingSlash } from './server-url.ts'

const text = (expectation: string) => z.string(expectation).check(z.trim(), z.minLength(1, expectation))

const serverUrl = z
  .string(serverUrlExpectation)
  .check(z.refine(isServerUrl, serverUrlExpectation), z.overwrite(withoutTrailingSlash))

const clientIdExpectation = 'the client id that the EHR registered: visible ASCII characters other than & + %'
const clientId = z.string(clientIdExpectation).check(
  // The OAuth client sends it unencoded when it refreshes a token; these three would change their meaning there.
  z.regex(/^[\x21-\x7e]+$/, clientIdExpectation),
  z.regex(/^[^&+%]+$/, clientIdExpectation),
)

const scopeExpectation = 'OAuth scopes, separated by spaces'
const scope = z.string(scopeExpectation).check(
  z.overwrite((value) => value.trim().split(/\s+/).join(' ')),
  z.regex(/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, scopeExpectation),
)

const minutes = z.number('a number of minutes above 0, up to 1440').check(
  z.gt(0, 'a number of minutes above 0, up to 1440'),
  z.lte(1440, 'a number of minutes above 0, up to 1440'),
)

const seconds = z.number('a number of seconds from 1 to 300').check(
  z.gte(1, 'a number of seconds from 1 to 300'),
  z.lte(300, 'a number of seconds from 1 to 300'),
)

const zoneExpectation = 'the name of an IANA time zone, such as Europe/Berlin'
const timeZone = z.string(zoneExpectation).check(z.refine(isTimeZone, zoneExpectation))

const recordToExpectation = `"issuer" or ${serverUrlExpectation}`
const recordTo = z.string(recordToExpectation).check(
  z.refine((value) => value === 'issuer' || isServerUrl(value), recordToExpectation),
  z.overwrite(withoutTrailingSlash),
)

export const issuerSchema = z.object(
  {
    iss: serverUrl,
    clientId,
    scope: z.exactOptional(scope),
    schedulingServer: z.exactOptional(serverUrl),
    label: z.exactOptional(text('a name to show for this server')),
  },
  'an object with iss and clientId',
)

const issuersExpectation = 'a list of at least one EHR, each with iss and clientId'

export const configSchema = z.object(
  {
    issuers: z.array(issuerSchema, issuersExpectation).check(z.minLength(1, issuersExpectation), z.superRefine(refuseRepeated)),
    holdMinutes: z._default(minutes, 10),
    clinicTimeZone: z.exactOptional(timeZone),
    auditRepository: z.exactOptional(serverUrl),
    recordTo: z.exactOptional(recordTo),
    requestTimeoutSeconds: z._default(seconds, 20),
  },
  'an object with issuers',
)

/** One EHR that may launch the app. URLs have no trailing slash. */
export type IssuerConfig = z.infer<typeof issuerSchema>

/** The deployment's settings with their defaults filled in. `recordTo` is `issuer` or the FHIR base URL of another server. */
export type Config = z.infer<typeof configSchema>

function isTimeZone(name: string): boolean {
  // Some engines also take offsets such as +02:00, which know nothing of summer time.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function refuseRepeated(
  issuers: readonly { readonly iss: string }[],
  context: { addIssue(issue: { code: 'custom'; message: string; path: PropertyKey[]; input: unknown }): void },
): void {
  issuers.forEach(({ iss }, index) => {
    const first = issuers.findIndex((other) => other.iss === iss)
    if (first === index) return
    context.addIssue({
      code: 'custom',
      message: `a server that is not listed already (it is issuers[${first}])`,
      path: [index, 'iss'],
      input: iss,
    })
  })
}
