// @ts-check
import { rename, rm, writeFile } from 'node:fs/promises'
import { SettingsProblem } from './settings.mjs'

/**
 * Writes the file so that whoever reads it finds all of the old content or all of the new, whatever happens meanwhile.
 * @param {string} file
 * @param {string} content
 * @throws {SettingsProblem} when it can't be written; it is then as it was
 */
export async function replaceFile(file, content) {
  const beside = `${file}.${process.pid}.new`
  try {
    await writeFile(beside, content, { flush: true })
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw new SettingsProblem(`${file} could not be written and is as it was: ${error instanceof Error ? error.message : String(error)}`)
  }
}
