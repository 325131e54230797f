// @ts-check
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

const standIn = fileURLToPath(new URL('stubs/fhirclient.mjs', import.meta.url))

/**
 * The parts of authorize() and ready() that can't be reached, from one text up to another: they would choose among several
 * settings, look for endpoints in a CapabilityStatement, redirect by themselves or in another window, take its messages, clean
 * an address, and use a secret. And a third function besides the two.
 *
 * @type {readonly { from: string, to: string, instead: string }[]}
 */
const unreachable = [
  { from: '  if (Array.isArray(params)) {', to: '  // Obtain input', instead: '' },
  { from: '  if (isBrowser()) {\n    const inFrame', to: '  // If `authorize` is called', instead: '' },
  { from: '.catch(() => getSecurityExtensionsFromConformanceStatement(', to: ';\n}', instead: '' },
  { from: '  if (noRedirect) {\n', to: '}\nexports.authorize = authorize;', instead: '  return redirectUrl;\n' },
  { from: 'function onMessage(e) {', to: '/**\n * The ready function', instead: '' },
  { from: '  if (isBrowser() && state && !state.completeInTarget) {', to: '  url.searchParams.delete("complete")', instead: '' },
  { from: '  if (isBrowser() && (0, lib_1.getPath)(env, "options.replace', to: '  // If the state does not exist', instead: '' },
  { from: '  if (clientSecret) {', to: '    debug("Public client detected', instead: '  {\n' },
  { from: 'async function init(', to: 'exports.init = init;', instead: 'const init = undefined;\n' },
]

/** The hash of the `smart.js` that was examined, of version 2.6.3. Read another one before you put its hash here. */
const hashLookedAt = '2cde3a18317a36a0cd19836bff774ff2368b33e695ef5dfd8c1049c88b0ed1b8'

/** @param {string} code */
function withoutUnreachable(code) {
  if (createHash('sha256').update(code).digest('hex') !== hashLookedAt) throw new Error('fhirclient has changed: its smart.js is not the one that was looked at.')
  let left = code
  for (const { from, to, instead } of unreachable) {
    const start = left.lastIndexOf(from)
    const end = left.indexOf(to, start)
    if (start < 0 || end < 0) throw new Error(`fhirclient has changed: it has no “${from}” any more.`)
    left = left.slice(0, start) + instead + left.slice(end)
  }
  return left
}

/**
 * Replaces what fhirclient's authorize() and ready() import of the package by our stand-in (`stubs/fhirclient.mjs`). That saves 7 kB
 * in both pages, and a log that writes tokens to the console if a flag is set. Removes what can't be reached. The development server
 * and the tests get it through `bundledBeforehand`, since they use packages bundled beforehand.
 */
export const trimFhirclient = {
  name: 'trim-fhirclient',
  /** @type {'pre'} */
  enforce: 'pre',
  resolveId: {
    filter: { id: /^\.\/(?:lib|Client|settings)$/ },
    /** @param {string} _name @param {string | undefined} importer */
    handler: (_name, importer = '') => (/[\\/]fhirclient[\\/]lib[\\/]/.test(importer) ? standIn : null),
  },
  transform: {
    filter: { id: /[\\/]fhirclient[\\/]lib[\\/]smart\.js$/ },
    /** @param {string} code */
    handler: (code) => ({ code: withoutUnreachable(code), map: null }),
  },
}

/** `force`, because a bundle made earlier would otherwise be kept when the stand-in changes. */
export const bundledBeforehand = { include: ['fhirclient/lib/smart.js'], force: true, rolldownOptions: { plugins: [trimFhirclient] } }
