// @ts-check
/**
 * Stands in for the modules under fhirclient's authorize() and ready() (its `lib`, `Client` and `settings`). Most of them serve
 * requests to a FHIR server, which this app sends by its own transport. Requests to a token endpoint are our own, too, because
 * fhirclient's have no limits of time and size.
 */
import { requestToken } from '../../../src/smart/token-request.ts'

export const SMART_KEY = 'SMART_KEY'

/** The result of ready(), which src/smart/oauth-client.ts uses. */
export default class Client {
  /** @param {unknown} environment @param {unknown} state */
  constructor(environment, state) {
    this.environment = environment
    this.state = state
  }
}

/** Replaces fhirclient's log, which would hold tokens. */
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

/** Not used: src/smart/redemption.ts computes the expiration from when the code was sent. */
export function getAccessTokenExpiration() {}
