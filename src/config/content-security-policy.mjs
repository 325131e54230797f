// @ts-check
/**
 * The product's content security policy, shared by the response headers (`deploy/headers.mjs`), the built pages and the running page,
 * which adds one of its own. Plain JavaScript, because web servers are set up by Node without a compiler.
 */

/**
 * What the policy depends on in the settings; URLs and origins as in `config.json`.
 * @typedef {object} NamedServers
 * @property {readonly NamedIssuer[]} issuers
 * @property {string} [auditRepository]
 * @property {string} [recordTo]
 *
 * @typedef {object} NamedIssuer
 * @property {string} iss
 * @property {string} [schedulingServer]
 * @property {readonly string[]} [authorizationOrigins]
 * @property {readonly string[]} [embeddedIn]
 */

/** Emotion's production mode adds empty style elements and fills them by script, so the hash of an empty text is all that it needs. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

/** The same at every site. Directives that aren't named fall back to `default-src`. */
const always = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${emptyStyle}`,
  "img-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  // Our code never turns text into script or markup, so no Trusted Types policy may be created at all.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/**
 * Where the endpoints of an EHR's sign-in may lie.
 * @param {NamedIssuer} issuer
 * @returns {string[]} origins
 */
export function authorizationOriginsOf({ iss, authorizationOrigins = [] }) {
  return [originOf(iss), ...authorizationOrigins]
}

/**
 * Everywhere that the app may send requests to, apart from its own web server.
 * @param {NamedServers} config
 * @returns {string[]} origins, each once
 */
export function serverOrigins({ issuers, auditRepository, recordTo }) {
  const servers = [...issuers.map(({ schedulingServer }) => schedulingServer), auditRepository, recordTo === 'issuer' ? undefined : recordTo]
  const named = servers.flatMap((url) => (url === undefined ? [] : [originOf(url)]))
  return [...new Set([...issuers.flatMap(authorizationOriginsOf), ...named])]
}

/**
 * The whole policy, for the `Content-Security-Policy` header.
 * @param {NamedServers} config
 */
export function contentSecurityPolicy(config) {
  const embedders = new Set(config.issuers.flatMap(({ iss, embeddedIn }) => embeddedIn ?? [originOf(iss)]))
  const ancestors = embedders.size === 0 ? "'none'" : [...embedders].join(' ')
  return [...always, connectTo(config), `frame-ancestors ${ancestors}`].join('; ')
}

/**
 * The policy of a meta element in the built pages: everything that such an element can enforce before the settings are read. It is
 * meant for web servers that send no header; if there is one, both apply.
 */
export const builtInPolicy = [...always, "connect-src 'self' https: http://localhost:* http://127.0.0.1:*"].join('; ')

/**
 * The policy of a meta element that the page adds when it has read its settings: from then on, it connects only to the servers in them.
 * @param {NamedServers} config
 */
export function connectTo(config) {
  return ["connect-src 'self'", ...serverOrigins(config)].join(' ')
}

/** @param {string} url */
function originOf(url) {
  return new URL(url).origin
}
