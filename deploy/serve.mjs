#!/usr/bin/env node
// @ts-check
/**
 * Starts nginx for the app, as the container does: with the settings of `SLOTLINE_CONFIG`, at `SLOTLINE_PATH` and `PORT`. All
 * that it writes goes below `SLOTLINE_RUN`; everything else may be read-only, and it needs no rights. Settings that can't be used end it.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nginxLocations } from './nginx-locations.mjs'
import { nginxMain } from './nginx-main.mjs'
import { readSettings, SettingsProblem } from './settings.mjs'

const {
  SLOTLINE_CONFIG: configFile = '/config/config.json',
  SLOTLINE_PATH: path = '/',
  SLOTLINE_RUN: run = join(tmpdir(), 'slotline'),
  SLOTLINE_NGINX: nginx = '/usr/sbin/nginx',
  PORT: port = '8080',
} = process.env
const here = fileURLToPath(new URL('.', import.meta.url))

try {
  const config = await readSettings(configFile)
  await mkdir(run, { recursive: true })
  const locations = nginxLocations({ config, path, files: join(here, '../app'), configFile })
  // nginx can't open a standard output that is a socket, as it is under some engines; a named pipe it can, and this passes it on.
  const accessLog = join(run, 'access.fifo')
  await rm(accessLog, { force: true })
  execFileSync('mkfifo', [accessLog])
  createReadStream(accessLog).pipe(process.stdout)
  const main = nginxMain({ run, port: Number(port), httpConf: join(here, 'nginx/http.conf'), accessLog, locations })
  await writeFile(join(run, 'nginx.conf'), main)
  const server = spawn(nginx, ['-e', 'stderr', '-p', run, '-c', join(run, 'nginx.conf')], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGQUIT'])) process.on(signal, () => server.kill('SIGQUIT'))
  server.on('error', (error) => {
    console.error(`nginx could not be started: ${error.message}`)
    process.exitCode = 1
  })
  // Where it didn't get as far as opening the pipe, nothing would ever end the waiting for it.
  server.on('exit', (code) => process.exit(code ?? 1))
} catch (error) {
  if (!(error instanceof SettingsProblem)) throw error
  console.error(error.message)
  process.exitCode = 1
}
