// @ts-check
import { SettingsProblem } from './settings.mjs'

/**
 * The path at which the app is served, such as `/` or `/apps/slotline/`.
 * @param {string} path
 * @param {string} name of the option or variable that says so
 * @returns {string} the same
 * @throws {SettingsProblem} when it isn't one
 */
export function checkedAppPath(path, name) {
  if (/^\/([\w.~-]+\/)*$/.test(path) && !/\/\.{1,2}\//.test(path)) return path
  throw new SettingsProblem(`${name}: expected a path with a slash at both ends, such as / or /apps/slotline/, got ${JSON.stringify(path)}`)
}
