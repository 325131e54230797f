import * as v from 'valibot'
import { closedObject } from '../fhir/json-object.ts'
import { isOrigin, isServerUrl, originExpectation, serverUrlExpectation, withoutTrailingSlash } from './server-url.ts'

const text = (expectation: string) => v.pipe(v.string(expectation), v.trim(), v.minLength(1, expectation))

const serverUrl = v.pipe(
  v.string(serverUrlExpectation),
  v.check(isServerUrl, serverUrlExpectation),
  v.transform(withoutTrailingSlash),
)

const origin = v.pipe(
  v.string(originExpectation),
  v.check(isOrigin, originExpectation),
  v.transform((url) => new URL(url).origin),
)
const origins = v.array(origin, 'a list of origins')

const clientIdExpectation = 'the client id that the EHR registered: visible ASCII characters'
const clientId = v.pipe(v.string(clientIdExpectation), v.regex(/^[\x21-\x7e]+$/, clientIdExpectation))

const scopeExpectation = 'OAuth scopes, separated by spaces'
const scope = v.pipe(
  v.string(scopeExpectation),
  v.transform((value) => value.trim().split(/\s+/).join(' ')),
  v.regex(/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, scopeExpectation),
)

const minutesExpectation = 'a number of minutes above 0, up to 1440'
const minutes = v.pipe(
  v.number(minutesExpectation),
  v.gtValue(0, minutesExpectation),
  v.maxValue(1440, minutesExpectation),
)

const secondsExpectation = 'a number of seconds from 1 to 300'
const seconds = v.pipe(
  v.number(secondsExpectation),
  v.minValue(1, secondsExpectation),
  v.maxValue(300, secondsExpectation),
)

const idleExpectation = 'a number of minutes from 2 to 1440, or 0 for never'
const idleMinutes = v.pipe(
  v.number(idleExpectation),
  v.check((value) => value === 0 || (value >= 2 && value <= 1440), idleExpectation),
)

const zoneExpectation = 'the name of an IANA time zone, such as Europe/Berlin'
const timeZone = v.pipe(v.string(zoneExpectation), v.check(isTimeZone, zoneExpectation))

const recordToExpectation = `"issuer" or ${serverUrlExpectation}`
const recordTo = v.pipe(
  v.string(recordToExpectation),
  v.check((value) => value === 'issuer' || isServerUrl(value), recordToExpectation),
  v.transform(withoutTrailingSlash),
)

const issuerEntries = {
  iss: serverUrl,
  clientId,
  scope: v.exactOptional(scope),
  schedulingServer: v.exactOptional(serverUrl),
  authorizationOrigins: v.exactOptional(origins),
  embeddedIn: v.exactOptional(origins),
  schedulingClientId: v.exactOptional(clientId),
  schedulingScope: v.exactOptional(scope),
  label: v.exactOptional(text('a name to show for this server')),
}
const issuerSchema = closedObject(issuerEntries, 'an object with iss and clientId')

const issuersExpectation = 'a list of at least one EHR, each with iss and clientId'

const configEntries = {
  issuers: v.pipe(
    v.array(issuerSchema, issuersExpectation),
    v.minLength(1, issuersExpectation),
    v.rawCheck(({ dataset, addIssue }) => dataset.typed && refuseRepeated(dataset.value, addIssue)),
    v.rawCheck(({ dataset, addIssue }) => dataset.typed && refuseLonely(dataset.value, addIssue)),
  ),
  holdMinutes: v.optional(minutes, 10),
  idleMinutes: v.optional(idleMinutes, 15),
  clinicTimeZone: v.exactOptional(timeZone),
  auditRepository: v.exactOptional(serverUrl),
  recordTo: v.exactOptional(recordTo),
  requestTimeoutSeconds: v.optional(seconds, 20),
}
export const configSchema = closedObject(configEntries, 'an object with issuers')

/** The keys that settings may have, and those of each issuer. */
export const configKeys = Object.keys(configEntries)
export const issuerKeys = Object.keys(issuerEntries)

/** One EHR that may launch the app. URLs have no trailing slash. */
export type IssuerConfig = v.InferOutput<typeof issuerSchema>

/** The deployment's settings with their defaults filled in. `recordTo` is `issuer` or the FHIR base URL of another server. */
export type Config = v.InferOutput<typeof configSchema>

function isTimeZone(name: string): boolean {
  // Some engines also accept offsets such as +02:00, which have no summer time.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

type AddIssue = (issue: v.RawCheckIssueInfo<IssuerConfig[]>) => void

function refuseRepeated(issuers: IssuerConfig[], addIssue: AddIssue): void {
  issuers.forEach(({ iss }, index) => {
    const first = issuers.findIndex((other) => other.iss === iss)
    if (first !== index) addIssue(issueAt(issuers, index, 'iss', `a server that is not listed already (it is issuers[${first}])`))
  })
}

/** A client id for the scheduling server's sign-in needs a server other than the EHR, and a scope for it needs the client id. */
function refuseLonely(issuers: IssuerConfig[], addIssue: AddIssue): void {
  issuers.forEach(({ iss, schedulingServer, schedulingClientId, schedulingScope }, index) => {
    const isOneServer = schedulingServer === undefined || schedulingServer === iss
    if (schedulingClientId !== undefined && isOneServer) {
      addIssue(issueAt(issuers, index, 'schedulingClientId', 'schedulingServer beside it, and another server than iss there'))
    }
    if (schedulingScope !== undefined && schedulingClientId === undefined) {
      addIssue(issueAt(issuers, index, 'schedulingScope', 'schedulingClientId beside it'))
    }
  })
}

function issueAt(issuers: IssuerConfig[], index: number, key: keyof IssuerConfig, message: string): Parameters<AddIssue>[0] {
  const value = issuers[index]
  return {
    message,
    input: value?.[key],
    path: [
      { type: 'array', origin: 'value', input: issuers, key: index, value },
      { type: 'object', origin: 'value', input: { ...value }, key, value: value?.[key] },
    ],
  }
}
