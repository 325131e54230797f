import { availableParallelism } from 'node:os'
import { steps } from './test-steps.mjs'
import { summaryOf, verdictOf } from './verdict.mjs'

/** @typedef {import('./test-steps.mjs').Step} Step */

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

/** @type {{ name: string, title: string, counts: import('./verdict.mjs').Counts }[]} */
const results = []

for (const group of inGroups(steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))) {
  await Promise.all(Array.from({ length: availableParallelism() }, () => takeFrom(group)))
}

console.log(`\n${summaryOf(results)}`)
process.exitCode = results.some(hasFailed) ? 1 : 0

/**
 * Groups neighbouring steps that may run in parallel. A step that needs an earlier one or uses every core starts a group.
 * @param {readonly Step[]} chosen @returns {Step[][]}
 */
function inGroups(chosen) {
  /** @type {Step[][]} */
  const groups = []
  for (const step of chosen) {
    const group = groups.at(-1)
    if (group === undefined || step.alone || step.needs !== undefined || group.some(({ alone }) => alone)) groups.push([step])
    else group.push(step)
  }
  return groups
}

/** @param {Step[]} group the steps that aren't begun yet */
async function takeFrom(group) {
  for (let step = group.shift(); step !== undefined; step = group.shift()) await runStep(step)
}

/** @param {Step} step */
async function runStep({ name, title, needs, alone, run }) {
  /** @type {string[]} The output of a step that runs beside others, printed when the step ends. */
  const said = []
  const print = alone ? (/** @type {string} */ text) => void process.stdout.write(text) : (/** @type {string} */ text) => void said.push(text)
  if (alone) console.log(`\n── ${title}`)
  const began = Date.now()
  const isPossible = !results.some((result) => result.name === needs && hasFailed(result))
  const counts = isPossible ? await run(print).catch((/** @type {unknown} */ error) => crashed(error)) : impossible(needs)
  results.push({ name, title, counts })
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${said.length > 0 ? `\n${said.join('')}` : ''}── ${title}: ${verdictOf(counts)} (${seconds} s)`)
}

/** @param {(typeof results)[number]} result */
function hasFailed({ counts }) {
  return counts.failed > 0
}

/** @param {string | undefined} needed */
function impossible(needed) {
  console.log(`Not run, because ${needed} failed.`)
  return { passed: 0, failed: 1 }
}

/** @param {unknown} error */
function crashed(error) {
  console.error(error instanceof Error ? error.message : error)
  return { passed: 0, failed: 1 }
}
