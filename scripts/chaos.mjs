/** Runs random histories of faults and crashes against the record: `npm run test:chaos -- [histories] [seed]`. */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [runs = '3000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2)
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')

const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'unit', 'src/testing/chaos'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  env: { ...process.env, CHAOS_RUNS: runs, CHAOS_SEED: seed },
})
process.exitCode = status ?? 1
