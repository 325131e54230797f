import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'
import { answering, freePort, start, unprivileged } from '../deploy/testing/web-server.ts'
import { createClinic } from '../mocks/ehr/clinic.ts'
import { serve } from '../mocks/sandbox/node-server.ts'
import { findNginx } from '../scripts/find-nginx.mjs'
import { watchContext } from './watch-page.ts'

const assemble = fileURLToPath(new URL('../deploy/assemble.mjs', import.meta.url))

interface Deployment {
  /** The address that the EHR opens. */
  readonly launchUrl: string
  /** A page of the EHR that shows the app in a frame. */
  readonly chartUrl: string
}

interface TestFixtures {
  /** Serves the product at this path, with an EHR on another origin. Any complaint of the browser fails the test. */
  readonly deploy: (path: string) => Promise<Deployment>
}

interface WorkerFixtures {
  readonly installed: { readonly directory: string; readonly nginx: string } | undefined
}

/** A test of the product as it is installed and served by nginx. `installed` is undefined where there is no nginx. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  installed: [
    async ({}, use) => {
      const nginx = findNginx()
      if (nginx === undefined) return use(undefined)
      const directory = mkdtempSync(join(tmpdir(), 'slotline-nginx-'))
      chmodSync(directory, 0o755)
      execFileSync(process.execPath, [assemble, directory])
      await use({ directory, nginx })
      rmSync(directory, { recursive: true })
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  deploy: async ({ context, installed }, use) => {
    const closing: (() => unknown)[] = []
    await use(async (path) => {
      if (!installed) throw new Error('There is no nginx.')
      const run = mkdtempSync(join(installed.directory, 'run-'))
      if (unprivileged.uid !== undefined) chownSync(run, unprivileged.uid, unprivileged.gid)
      const port = await freePort()
      const appUrl = `http://localhost:${port}${path}`
      const { url, origin, close } = await startEhr(appUrl, path)
      const config = join(run, 'config.json')
      writeFileSync(config, JSON.stringify({ issuers: [{ iss: `${origin}/fhir`, clientId: 'slotline' }] }))
      const server = start([process.execPath, join(installed.directory, 'deploy/serve.mjs')], {
        SLOTLINE_CONFIG: config,
        SLOTLINE_PATH: path,
        SLOTLINE_RUN: run,
        SLOTLINE_NGINX: installed.nginx,
        PORT: String(port),
      })
      closing.push(() => server.stop(), close)
      await answering(appUrl, server)
      const watch = watchContext(context, new URL(appUrl).origin)
      watch.allow(new RegExp(`sent to a stranger: ${origin}`))
      closing.push(() => watch.check())
      return { launchUrl: url, chartUrl: `${origin}/chart` }
    })
    for (const close of closing) await close()
  },
})

/** An EHR on an origin of its own, in whose chart the app is shown in a frame. */
async function startEhr(appUrl: string, title: string) {
  let answer: (request: Request) => Promise<Response | undefined> = async () => undefined
  const { origin, close } = await serve((request) => answer(request))
  const clinic = createClinic({
    base: `${origin}/fhir`,
    appUrl,
    authorizeUrl: `${origin}/auth/authorize`,
    tokenUrl: `${origin}/auth/token`,
    stylesheetUrl: `${origin}/auth/ehr.css`,
    auditBase: `${origin}/arr`,
    separate: { base: `${origin}/ehr/fhir`, authorizeUrl: `${origin}/ehr/authorize`, tokenUrl: `${origin}/ehr/token` },
  })
  const url = await clinic.launch({ user: 'abbas', patient: 'pat-4217', askConsent: false })
  const chart = `<!doctype html><title>Chart</title><link rel="icon" href="data:," /><iframe title="${title}" src="${url.replaceAll('&', '&amp;')}" style="width: 1200px; height: 700px"></iframe>`
  answer = async (request) =>
    new URL(request.url).pathname === '/chart'
      ? new Response(chart, { headers: { 'content-type': 'text/html; charset=utf-8' } })
      : clinic.handle(request)
  return { origin, url, close }
}

export { expect } from '@playwright/test'
