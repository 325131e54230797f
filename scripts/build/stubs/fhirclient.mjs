// @ts-check
/**
 * Stands in for what fhirclient's authorize() and ready() are built on (its `lib`, `Client` and `settings`): most of that serves
 * requests to a FHIR server, which this app sends by its own transport. Requests to a token endpoint are our own, too,
 * because fhirclient's know no limits of time and size.
 */
import { requestToken } from '../../../src/smart/token-request.ts'

export const SMART_KEY = 'SMART_KEY'

/** What ready() gives back; what is done with it is in src/smart/oauth-client.ts. */
export default class Client {
  /** @param {unknown} environment @param {unknown} state */
  constructor(environment, state) {
    this.environment = environment
    this.state = state
  }
}

/** Its log, which would hold tokens. */
export function debug() {}
debug.extend = () => debug

/** @param {unknown} condition @param {string} message */
export function assert(condition, message) {
  if (!condition) throw new Error(message)
}

/** The options of its browser adapter, all of which are off: src/smart/oauth-client.ts. */
export function getPath() {}

/** The SMART configuration, which was read and checked before and comes with the options. @param {string} _url @param {{ document: object }} options */
export async function getAndCache(_url, { document }) {
  return document
}

export { requestToken as request }

/** What it reckons isn't used: src/smart/redemption.ts counts from when the code was sent. */
export function getAccessTokenExpiration() {}
