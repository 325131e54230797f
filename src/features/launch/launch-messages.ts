import type { ConfigProblem, ConfigResult } from '../../config/load-config.ts'
import { plainText } from '../../fhir/text/plain-text.ts'
import type { LaunchFailure } from '../../smart/authorize.ts'

/** Everything that can go wrong on the launch page. */
export type LaunchPageFailure =
  | LaunchFailure
  | ConfigFailure<'unreachable'>
  | ConfigFailure<'not-json'>
  | ConfigFailure<'invalid'>
  | { readonly kind: 'unexpected'; readonly error: string }

interface ConfigFailure<Kind extends Exclude<ConfigResult['kind'], 'ok'>> {
  readonly kind: `config-${Kind}`
  readonly problems: readonly ConfigProblem[]
}

/** What failed, what it means, and what to do about it. */
export interface LaunchMessage {
  readonly heading: string
  readonly meaning: string
  readonly advice: string
  /** For whoever supports the user: addresses and values as they were, without invisible characters. */
  readonly details: readonly string[]
  /** Whether the same attempt may succeed a moment later. */
  readonly worthRetrying: boolean
}

type FailureOf = { [Failure in LaunchPageFailure as Failure['kind']]: Failure }
type Kind = keyof FailureOf

const launchAgain =
  'Go back to the EHR and start Slotline again. If it happens every time, ask your IT department to check the launch address.'

// English only: the page has to be small, and shows a message only when the app can't start.
const messages: { readonly [K in Kind]: (failure: FailureOf[K]) => Omit<LaunchMessage, 'worthRetrying'> } = {
  'unknown-issuer': ({ iss }) => ({
    heading: 'This EHR is not set up for Slotline',
    meaning: 'The launch came from a server that Slotline was not told to trust, so nothing was sent to it.',
    advice: 'Start Slotline from your usual EHR. If this is your EHR, ask your IT department to add its address to config.json.',
    details: [`Server that was named: ${iss}`],
  }),
  'missing-issuer': () => ({
    heading: 'The launch is incomplete',
    meaning: 'The EHR passed a launch code but did not say which server it belongs to.',
    advice: launchAgain,
    details: ['The parameter iss is missing.'],
  }),
  'repeated-parameter': ({ parameter }) => ({
    heading: 'The launch is ambiguous',
    meaning: 'The launch address says the same thing twice, so Slotline cannot tell which one is meant.',
    advice: launchAgain,
    details: [`The parameter ${parameter} comes more than once.`],
  }),
  'launch-too-long': ({ length, limit }) => ({
    heading: 'The launch address is too long',
    meaning: 'The launch code that the EHR passed is longer than any sign-in server accepts.',
    advice: launchAgain,
    details: [`The parameter launch has ${length} characters; ${limit} are accepted.`],
  }),
  'storage-unavailable': () => ({
    heading: 'The browser blocks storage for Slotline',
    meaning: 'Slotline has to remember the sign-in while you are at the EHR’s sign-in page, and this browser does not let it.',
    advice: 'Allow cookies and site data for this page, or open Slotline in a tab of its own instead of inside the EHR.',
    details: ['sessionStorage is not available.'],
  }),
  'insecure-page': ({ origin }) => ({
    heading: 'Slotline was opened over an insecure connection',
    meaning: 'Browsers allow a secure sign-in only on pages that came over https.',
    advice: 'Open Slotline by its https address. If the EHR starts it without https, tell your IT department.',
    details: [`This page came from ${origin}`],
  }),
  'discovery-unreachable': ({ url, reason }) => ({
    heading: 'The EHR could not be reached',
    meaning: 'Slotline asked the EHR how to sign you in and got no usable answer.',
    advice: 'Check your connection and try again. If the EHR works otherwise, tell your IT department.',
    details: [`Address: ${url}`, `Reason: ${reason}`],
  }),
  'discovery-missing': ({ url, status }) => ({
    heading: 'This server does not offer a sign-in for apps',
    meaning: 'The EHR answered, but it does not publish the SMART on FHIR settings that Slotline needs to sign you in.',
    advice: 'Ask your IT department whether SMART on FHIR is switched on, and whether the server’s address is right.',
    details: [`Address: ${url}`, `Status: ${status}`],
  }),
  'discovery-invalid': ({ url, problems }) => ({
    heading: 'The EHR’s sign-in settings cannot be used',
    meaning: 'The EHR publishes SMART on FHIR settings that are incomplete or damaged.',
    advice: 'Ask your IT department to check them. Nothing that you can do here will help.',
    details: [`Address: ${url}`, ...problems],
  }),
  'pkce-unsupported': ({ url, methods }) => ({
    heading: 'The EHR’s sign-in is not secure enough',
    meaning: 'Slotline signs in with a protection (PKCE with S256) that this EHR does not announce, and will not do without.',
    advice: 'Ask your IT department to switch on PKCE with S256 for the EHR’s sign-in server.',
    details: [`Address: ${url}`, `Announced methods: ${methods.length === 0 ? 'none' : methods.join(', ')}`],
  }),
  'insecure-endpoint': ({ url, endpoint }) => ({
    heading: 'The EHR’s sign-in is not secure enough',
    meaning: 'The EHR names a sign-in address that is not protected by https, so your sign-in could be read on the way.',
    advice: 'Ask your IT department to correct the EHR’s SMART on FHIR settings.',
    details: [`Address of the settings: ${url}`, `Address that is not protected: ${endpoint}`],
  }),
  'unlisted-endpoint': ({ url, origin }) => ({
    heading: 'The EHR’s sign-in is not set up for Slotline',
    meaning: 'The EHR names a sign-in server that Slotline was not told to trust, so nothing was sent to it.',
    advice: 'Tell your IT department: if the sign-in belongs to this EHR, its address has to be added to config.json.',
    details: [`Address of the settings: ${url}`, `Missing in authorizationOrigins of this issuer: ${origin}`],
  }),
  'config-unreachable': ({ problems }) => ({
    heading: 'Slotline’s settings could not be loaded',
    meaning: 'The web server that Slotline came from did not deliver its settings, config.json.',
    advice: 'Check your connection and try again. If it happens every time, tell your IT department.',
    details: problems.map(described),
  }),
  'config-not-json': ({ problems }) => ({
    heading: 'Slotline’s settings cannot be read',
    meaning: 'The file config.json is missing or damaged.',
    advice: 'Tell your IT department: config.json has to lie beside this page and hold JSON.',
    details: problems.map(described),
  }),
  'config-invalid': ({ problems }) => ({
    heading: 'Slotline’s settings are wrong',
    meaning: 'The file config.json contains values that Slotline does not accept.',
    advice: 'Tell your IT department; the details name each value that has to be corrected.',
    details: problems.map(described),
  }),
  unexpected: ({ error }) => ({
    heading: 'Slotline could not start',
    meaning: 'Something went wrong that Slotline was not prepared for. Nothing was booked or changed.',
    advice: 'Try again. If it happens every time, tell your IT department.',
    details: [error],
  }),
}

/** Only the details hold what others wrote, such as addresses and names of methods. That may be of any length, so it is cut. */
const mostDetails = 50
const longestDetail = 500

const transient: readonly Kind[] = ['discovery-unreachable', 'config-unreachable', 'unexpected']

export function messageFor<K extends Kind>(failure: FailureOf[K] & { readonly kind: K }): LaunchMessage {
  const message = messages[failure.kind](failure)
  const details = message.details.slice(0, mostDetails).map((line) => plainText(line, longestDetail))
  return { ...message, details, worthRetrying: transient.includes(failure.kind) }
}

function described({ path, expected, got }: ConfigProblem): string {
  return `${path}: expected ${expected}${got === undefined ? '' : `, got ${got}`}`
}
