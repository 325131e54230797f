// @ts-check
import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Why nothing can be set up, in words for whoever installs the app. */
export class SettingsProblem extends Error {}

/**
 * Runs the program; where it can't go on with the settings, says why and ends with 1.
 * @param {() => Promise<void>} program
 */
export async function sayingProblems(program) {
  try {
    await program()
  } catch (error) {
    if (!(error instanceof SettingsProblem)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

/**
 * The settings, checked as the app itself checks them, and the text that they were read from.
 * @param {string} file path of `config.json`
 * @returns {Promise<{ config: import('../src/config/schema.ts').Config, text: string }>}
 * @throws {SettingsProblem} with a line for each mistake
 */
export async function readSettings(file) {
  const text = await readFile(file, 'utf8').catch((/** @type {Error} */ error) => {
    throw new SettingsProblem(`${file}: ${error.message}`)
  })
  let json
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new SettingsProblem(`${file}: expected JSON, ${error instanceof Error ? error.message : 'got something else'}`)
  }
  const { readConfig } = await configReader()
  const result = readConfig(json)
  if (result.kind === 'ok') return { config: result.config, text }
  const lines = result.problems.map(({ path, expected, got }) => `  ${path}: expected ${expected}${got === undefined ? '' : `, got ${got}`}`)
  throw new SettingsProblem([`${file} can’t be used:`, ...lines].join('\n'))
}

/**
 * The app's own check: compiled beside this file in what is installed (`assemble.mjs`), from its source where the source is.
 * @returns {Promise<typeof import('../src/config/load-config.ts')>}
 */
async function configReader() {
  const compiled = new URL('read-config.mjs', import.meta.url)
  if (existsSync(compiled)) return import(compiled.href)
  const { runnerImport } = await import('vite')
  const source = fileURLToPath(new URL('../src/config/load-config.ts', import.meta.url))
  const { module } = await runnerImport(source, { configFile: false, logLevel: 'warn' })
  return module
}
