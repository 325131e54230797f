// @ts-check
import { discoveryPreload, launchQueryPattern } from './discovery-preload.mjs'
import { securityHeaders } from './headers.mjs'

/**
 * @typedef {object} Site
 * @property {import('../src/config/content-security-policy.mjs').NamedServers} config settings that were checked
 * @property {string} path where the app is found, such as `/` or `/apps/slotline/`
 * @property {string} files the directory with the build
 * @property {string} configFile the settings that are served as `config.json`
 */

/** Media types by the ending of the name: nginx's own list differs from version to version. */
const mediaTypes = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
}

/** Their names hold a hash of their content: what is behind such a name never changes. */
const forEver = 'public, max-age=31536000, immutable'
/** May be kept, and is asked about each time: a corrected setting or a new version is seen at the next start. */
const askEachTime = 'no-cache'

/** Screens with more in their address than a name; see src/app/app-routes.tsx. */
const deepScreens = ['appointments', 'book', 'outcome']

/**
 * The locations of the app, for the server section of nginx. They need `nginx/http.conf` in the http section.
 * @param {Site} site
 * @returns {string}
 */
export function nginxLocations({ config, path, files, configFile }) {
  const home = escaped(path)
  const common = [
    'server_tokens off;',
    'autoindex off;',
    // nginx forgets inherited headers where a location adds its own: so each has them all.
    ...Object.entries(securityHeaders(config)).map(([name, value]) => `add_header ${name} ${quoted(value)} always;`),
  ]
  // A missing file must not be remembered for a year: without "always", these are sent with success only.
  const caching = (/** @type {string} */ value) => `add_header Cache-Control ${quoted(value)};`
  const compressed = ['add_header Content-Encoding $slotline_coding;', 'add_header Vary Accept-Encoding;', 'gzip off;']
  const file = (/** @type {string} */ type, /** @type {string} */ tried, /** @type {string} */ cache) => [
    `root ${quoted(files)};`,
    'types { }',
    `default_type ${quoted(type)};`,
    ...common,
    ...compressed,
    caching(cache),
    `try_files ${tried}$slotline_suffix ${tried} =404;`,
  ]
  const byEnding = Object.entries(mediaTypes)
  // The server section may hold the app twice, at two paths.
  const preload = `$slotline_preload${path.replace(/\W/g, '_')}`
  return [
    '# Made by deploy/nginx.mjs from config.json: change that and make it anew.',
    ...launchPreloads(config, preload),
    ...(path === '/' ? [] : [location(`= ${path.slice(0, -1)}`, [...common, 'absolute_redirect off;', `return 308 ${path}$is_args$args;`])]),
    ...byEnding.map(([ending, type]) => location(`~ ^${home}(?<slotline_file>assets/[^/]+\\.${ending})$`, file(type, '/$slotline_file', forEver))),
    location(`= ${path}config.json`, [
      ...common,
      caching(askEachTime),
      'types { }',
      'default_type "application/json; charset=utf-8";',
      `alias ${quoted(configFile)};`,
    ]),
    // nginx sends no header whose value is empty.
    location(`= ${path}launch.html`, [...file(mediaTypes.html, '/launch.html', askEachTime), `add_header Link ${preload};`]),
    ...byEnding.map(([ending, type]) => location(`~ ^${home}(?<slotline_file>[^/]+\\.${ending})$`, file(type, '/$slotline_file', askEachTime))),
    // The start, and /find and the like: the app moves what is behind the last slash to its own address (src/app/hash-address.ts).
    location(`~ ^${home}(?!assets$)[^/.]*$`, file(mediaTypes.html, '/index.html', askEachTime)),
    // What was matched is decoded, and "return" sends it as it is. So an id has only what needs no encoding: FHIR's letters, digits, "-" and ".",
    // and the two more that RFC 3986 leaves alone. A "$" would let a line break follow.
    location(`~ ^${home}(?<slotline_route>(?:${deepScreens.join('|')})/[\\w.~-]+)\\z`, [
      ...common,
      'absolute_redirect off;',
      `return 302 ${path}#/$slotline_route$is_args$args;`,
    ]),
    location(path, [...common, 'return 404;']),
  ].join('\n')
}

/**
 * Finds out which EHR launches. In the server section, where `if` does what it says; a map would have to stand in another file.
 * @param {Site['config']} config @param {string} variable
 */
function launchPreloads({ issuers }, variable) {
  // These have a meaning in nginx's own values, or more than one spelling in an address. No EHR that is known has them.
  const plain = issuers.filter(({ iss }) => /^[!-~]+$/.test(iss) && !iss.includes('$'))
  const found = plain.map((issuer) => `if ($args ~ ${quoted(`^${launchQueryPattern(issuer)}$`)}) { set ${variable} ${quoted(discoveryPreload(issuer))}; }`)
  return [`set ${variable} "";`, ...found, '']
}

/** @param {string} where @param {readonly string[]} lines */
function location(where, lines) {
  const [kind, pattern] = where.startsWith('~ ') ? ['~ ', where.slice(2)] : where.startsWith('= ') ? ['= ', where.slice(2)] : ['', where]
  return [`location ${kind}${quoted(pattern)} {`, ...lines.map((line) => `    ${line}`), '}', ''].join('\n')
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** @param {string} value */
function quoted(value) {
  return `"${value.replace(/["\\]/g, (sign) => (sign === '"' ? '\\"' : '\\\\'))}"`
}
