// @ts-check
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const worthIt = /\.(css|html|js|svg|txt)$/
/** Below this, in bytes, headers weigh more than what is saved. */
const smallest = 256

/**
 * Puts a `.br` and a `.gz` beside each file of the build, as small as can be: it is done once, and not for each request.
 * @param {string} directory
 * @returns {Promise<number>} how many files have got them
 */
export async function compress(directory) {
  const names = (await readdir(directory, { recursive: true })).filter((name) => worthIt.test(name))
  const done = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name)
      const content = await readFile(path)
      if (content.length < smallest) return 0
      const [br, gz] = await Promise.all([
        promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
        promisify(gzip)(content, { level: 9 }),
      ])
      await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
      return 1
    }),
  )
  return done.filter(Boolean).length
}
