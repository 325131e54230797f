/**
 * `npm run load -- [--tabs 50] [--seconds 60] [--think 15]`: opens so many tabs, without their screens, at a simulated clinic over
 * HTTP, puts the clinic into one trouble after another, and prints how many requests it gets in each second.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const { values } = parseArgs({
  options: {
    tabs: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    think: { type: 'string', default: '15' },
  },
})
const [tabs, seconds, think] = [values.tabs, values.seconds, values.think].map(Number)

/** @param {string} path */
const load = async (path) => {
  const { module } = await runnerImport(fileURLToPath(new URL(`../${path}`, import.meta.url)), { configFile: false, logLevel: 'warn' })
  return module
}
const [{ createSim }, { serve }, { openTab }] = await Promise.all([
  load('mocks/sim.ts'),
  load('mocks/sandbox/node-server.ts'),
  load('src/queries/testing/simulated-tab.ts'),
])

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms))
const refuse = (/** @type {number} */ status, /** @type {Record<string, string>} */ headers = {}) => async () => new Response('', { status, headers })
const inSomeTime = () => new Date(Date.now() + 20_000).toUTCString()

/** @typedef {(request: Request) => Promise<Response | undefined>} Handle */
/** @type {readonly (readonly [string, Handle | undefined])[]} */
const phases = [
  ['healthy', undefined],
  ['503', refuse(503)],
  ['healthy again', undefined],
  ['503, Retry-After: 20', refuse(503, { 'Retry-After': '20' })],
  ['healthy again', undefined],
  ['429, Retry-After: a date', async () => refuse(429, { 'Retry-After': inSomeTime() })()],
  ['healthy again', undefined],
  ['answers after 8 s', async (request) => pause(8_000).then(() => sim.handle(request))],
  ['healthy again', undefined],
  ['no answer (20 s)', (request) => new Promise((resolve) => request.signal.addEventListener('abort', () => resolve(undefined)))],
  ['healthy again', undefined],
]

/** @type {Handle | undefined} */
let trouble
let received = 0
/** @type {{ handle: Handle }} */
let sim
const server = await serve(async (/** @type {Request} */ request) => {
  received += 1
  return trouble ? trouble(request) : sim.handle(request)
})
const base = `${server.origin}/fhir`
sim = createSim({ base, clock: Date.now })

const open = Array.from({ length: tabs }, (_, index) =>
  openTab({
    base,
    patientId: 'pat-4217',
    thinkMs: think * 1000,
    hasUnknownOutcome: index % 5 === 0,
    transport: (/** @type {Request} */ request) => fetch(new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(20_000)]) })),
  }),
)

console.log(`${tabs} tabs, whose users look for ${think} s on average before they search again; ${seconds} s each.`)
console.log('Requests per second in each quarter of the time, on average, and the most in one second:\n')
await measure()
for (const [name, handle] of phases) {
  trouble = handle
  const each = await measure()
  const quarter = Math.ceil(each.length / 4)
  const quarters = [0, 1, 2, 3].map((index) => average(each.slice(index * quarter, (index + 1) * quarter)).toFixed(1).padStart(6))
  console.log(`${name.padEnd(26)}${quarters.join('')}   most ${Math.max(...each)}`)
}
for (const tab of open) tab.close()
process.exit(0)

/** @returns {Promise<number[]>} the number of requests in each second */
async function measure() {
  /** @type {number[]} */
  const each = []
  for (let second = 0; second < seconds; second++) {
    received = 0
    await pause(1000)
    each.push(received)
  }
  return each
}

/** @param {readonly number[]} numbers */
function average(numbers) {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}
