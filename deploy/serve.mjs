#!/usr/bin/env node
// @ts-check
/**
 * Starts nginx for the app, as the container does: with the settings of `SLOTLINE_CONFIG` as they are now, at `SLOTLINE_PATH` and
 * `PORT`. All that it writes goes below `SLOTLINE_RUN`; everything else may be read-only, and it needs no rights. Settings that can't
 * be used end it.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkedAppPath } from './app-path.mjs'
import { nginxLocations } from './nginx-locations.mjs'
import { nginxMain } from './nginx-main.mjs'
import { readSettings, sayingProblems, SettingsProblem } from './settings.mjs'

const {
  SLOTLINE_CONFIG: configFile = '/config/config.json',
  SLOTLINE_PATH: path = '/',
  SLOTLINE_RUN: run = join(tmpdir(), 'slotline'),
  SLOTLINE_NGINX: nginx = '/usr/sbin/nginx',
  PORT: port = '8080',
} = process.env
const here = fileURLToPath(new URL('.', import.meta.url))

await sayingProblems(async () => {
  checkedAppPath(path, 'SLOTLINE_PATH')
  const listenOn = checkedPort(port)
  const { config, text } = await readSettings(configFile)
  await mkdir(run, { recursive: true })
  // Pages get the settings that the headers were made of: a later change waits for the next start with both.
  const served = join(run, 'served-config.json')
  await writeFile(served, text)
  const locations = nginxLocations({ config, path, files: join(here, '../app'), configFile: served })
  // nginx can't open a standard output that is a socket, as it is under some engines; a named pipe it can, and this passes it on.
  const accessLog = join(run, 'access.fifo')
  await rm(accessLog, { force: true })
  execFileSync('mkfifo', [accessLog])
  createReadStream(accessLog).pipe(process.stdout)
  const main = nginxMain({ run, port: listenOn, httpConf: join(here, 'nginx/http.conf'), accessLog, locations })
  await writeFile(join(run, 'nginx.conf'), main)
  const server = spawn(nginx, ['-e', 'stderr', '-p', run, '-c', join(run, 'nginx.conf')], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGQUIT'])) process.on(signal, () => server.kill('SIGQUIT'))
  server.on('error', (error) => {
    console.error(`nginx could not be started: ${error.message}`)
    process.exitCode = 1
  })
  // Where it didn't get as far as opening the pipe, nothing would ever end the waiting for it.
  server.on('exit', (code) => process.exit(code ?? 1))
})

/** @param {string} text */
function checkedPort(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535) return Number(text)
  throw new SettingsProblem(`PORT: expected a port, 1 to 65535, got ${JSON.stringify(text)}`)
}
