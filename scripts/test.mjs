import { steps } from './test-steps.mjs'

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const total = { passed: 0, failed: 0 }
/** @type {Set<string>} */
const broken = new Set()

for (const { name, title, needs, run } of steps) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n── ${title}`)
  const began = Date.now()
  const { passed, failed } =
    needs !== undefined && broken.has(needs) ? notRun(needs) : await run().catch((/** @type {unknown} */ error) => crashed(error))
  if (failed > 0) broken.add(name)
  total.passed += passed
  total.failed += failed
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`── ${title}: ${failed === 0 ? 'passed' : `${failed} failed`} (${seconds} s)`)
}

if (broken.size > 0) console.log(`\nFailed: ${[...broken].join(', ')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

/** @param {string} needed */
function notRun(needed) {
  console.log(`Not run, because ${needed} failed.`)
  return { passed: 0, failed: 1 }
}

/** @param {unknown} error */
function crashed(error) {
  console.error(error instanceof Error ? error.message : error)
  return { passed: 0, failed: 1 }
}
