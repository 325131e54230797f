// @ts-check
import { fileURLToPath } from 'node:url'

const standIn = fileURLToPath(new URL('stubs/fhirclient.mjs', import.meta.url))

/**
 * Puts our stand-in (`stubs/fhirclient.mjs`) in the place of what fhirclient's authorize() and ready() import of the package
 * itself: 7 kB of both pages, and a log that writes tokens to the console of whoever sets a flag. For the bundler and, because
 * the development server and the tests take packages as they are bundled beforehand, for what does that.
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
}

/** `force`, because a bundle made beforehand is otherwise kept when the stand-in changes. */
export const bundledBeforehand = { include: ['fhirclient/lib/smart.js'], force: true, rolldownOptions: { plugins: [trimFhirclient] } }
