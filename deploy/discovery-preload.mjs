// @ts-check
/**
 * Lets the browser fetch an EHR's SMART configuration beside the launch page's script, instead of after it: `launch.html` is
 * answered with a `Link` header (RFC 8288) that names it. Only the settings say what is named, and only for an `iss` that they list:
 * nothing of the launch address ever gets into a header.
 */

/** @typedef {Pick<import('../src/config/content-security-policy.mjs').NamedIssuer, 'iss'>} Issuer */

/**
 * What `src/smart/discovery.ts` asks for, so that it takes what has come.
 * @param {Issuer} issuer
 * @returns {string} the header's value
 */
export function discoveryPreload({ iss }) {
  return `<${new URL(`${iss}/.well-known/smart-configuration`).href}>; rel=preload; as=fetch; crossorigin`
}

/**
 * For a web server that is a program.
 * @param {{ readonly issuers: readonly Issuer[] }} config
 * @param {URLSearchParams} parameters of the launch address
 * @returns {string | undefined} the header's value; undefined for every address that isn't a launch by a listed EHR
 */
export function launchPreload({ issuers }, parameters) {
  const [named, ...more] = parameters.getAll('iss')
  const issuer = more.length === 0 ? issuers.find(({ iss }) => iss === named?.replace(/\/+$/, '')) : undefined
  return issuer && discoveryPreload(issuer)
}

/**
 * For a web server that compares text: matches the whole query string of a launch by this EHR, whatever signs in it are written
 * with `%` and with whatever slashes behind it. Written so that it never has to go back in the text.
 * @param {Issuer} issuer
 * @returns {string} a regular expression without anchors in the syntax that Perl and JavaScript share
 */
export function launchQueryPattern({ iss }) {
  const others = '(?!iss=)[^&]*'
  return `(?:${others}&)*iss=${[...iss].map(eitherWay).join('')}(?:${eitherWay('/')})*(?:&${others})*`
}

/** The sign as it is or encoded (RFC 3986 2.1). @param {string} sign ASCII */
function eitherWay(sign) {
  if (/[A-Za-z\d]/.test(sign)) return sign
  const code = sign.charCodeAt(0).toString(16).padStart(2, '0')
  const digits = [...code].map((digit) => (/\d/.test(digit) ? digit : `[${digit}${digit.toUpperCase()}]`)).join('')
  return `(?:${/[\w~-]/.test(sign) ? sign : `\\${sign}`}|%${digits})`
}
