import { readFile } from 'node:fs/promises'
import { launchPreload } from '../../deploy/discovery-preload.mjs'
import { securityHeaders } from '../../deploy/headers.mjs'
import type { AuditRepository } from '../audit/audit-repository.ts'
import { createClinic } from '../ehr/clinic.ts'
import type { SeparateEhr } from '../ehr/separate-ehr.ts'
import { serve } from './node-server.ts'
import { answerControl, type SandboxControls } from './sandbox-control.ts'
import { staticFile } from './sandbox-files.ts'
import type { Sim } from '../sim.ts'

export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Address to listen on; 127.0.0.1 when absent. */
  readonly host?: string
  /** Directory of the app's production build. */
  readonly dist: string
  /** Directory of the EHR page's build. */
  readonly ehrDist: string
}

export interface Sandbox {
  /** Such as `http://localhost:8080`. */
  readonly origin: string
  readonly sim: Sim
  readonly auditRepository: AuditRepository
  readonly separateEhr: SeparateEhr
  close(): Promise<void>
}

/**
 * Serves the EHR page at `/`, the app at `/app/`, FHIR at `/fhir`, OAuth at `/auth/…`, the EHR of another
 * organisation below `/ehr`, an audit repository at `/arr` and the controls at `/sim/…`. Rejects when it can't listen.
 */
export async function startSandbox({ port, host = '127.0.0.1', dist, ehrDist }: SandboxOptions): Promise<Sandbox> {
  let offset = 0
  let answer: ((request: Request) => Promise<Response | undefined>) | undefined
  // The clinic is created after the server listens: its URLs need the port, which is known only then.
  const server = await serve(async (request) => answer?.(request), { port, host })
  const { origin } = server
  const clinic = createClinic(
    {
      base: `${origin}/fhir`,
      appUrl: `${origin}/app/`,
      authorizeUrl: `${origin}/auth/authorize`,
      tokenUrl: `${origin}/auth/token`,
      stylesheetUrl: `${origin}/auth/ehr.css`,
      auditBase: `${origin}/arr`,
      separate: {
        base: `${origin}/ehr/fhir`,
        authorizeUrl: `${origin}/ehr/auth/authorize`,
        tokenUrl: `${origin}/ehr/auth/token`,
      },
    },
    () => Date.now() + offset,
  )
  const controls = {
    clinic,
    advanceClock: (milliseconds: number) => void (offset += milliseconds),
    resetClock: () => void (offset = 0),
  }
  answer = (request) => answerSandbox(request, origin, controls, { dist, ehrDist })
  const { sim, auditRepository, separateEhr } = clinic
  return { origin, sim, auditRepository, separateEhr, close: server.close }
}

interface Directories {
  readonly dist: string
  readonly ehrDist: string
}

async function answerSandbox(
  request: Request,
  origin: string,
  controls: SandboxControls,
  directories: Directories,
): Promise<Response | undefined> {
  const url = new URL(request.url)
  // The clinic's URLs name one host. Requests to another, such as 127.0.0.1, are redirected to it.
  if (url.origin !== origin) return redirect(`${origin}${url.pathname}${url.search}`)
  return (
    (await controls.clinic.handle(request)) ??
    (await answerControl(request, controls)) ??
    (request.method === 'GET' ? answerPage(url, origin, directories) : undefined)
  )
}

async function answerPage({ pathname, searchParams }: URL, origin: string, { dist, ehrDist }: Directories): Promise<Response | undefined> {
  if (pathname === '/auth/ehr.css') return stylesheet()
  if (pathname === '/app') return redirect('/app/')
  if (!pathname.startsWith('/app/')) return staticFile(ehrDist, pathname)
  const config = configOf(origin)
  const response = await appFile(pathname.slice('/app'.length), config, dist)
  for (const [name, value] of Object.entries(securityHeaders(config))) response?.headers.set(name, value)
  const preload = pathname === '/app/launch.html' ? launchPreload(config, searchParams) : undefined
  if (preload !== undefined) response?.headers.set('link', preload)
  return response
}

async function appFile(path: string, config: object, dist: string): Promise<Response | undefined> {
  if (path === '/config.json') return Response.json(config)
  // Like any static web server can be configured to do, answers the app's own routes with its index page.
  const isRoute = !/\.\w+$/.test(path)
  return (await staticFile(dist, path)) ?? (isRoute ? staticFile(dist, '/index.html') : undefined)
}

/** What a deployment at this origin would put into its `config.json`. */
function configOf(origin: string) {
  return {
    issuers: [
      { iss: `${origin}/fhir`, clientId: 'slotline', label: 'Simulated clinic' },
      {
        iss: `${origin}/ehr/fhir`,
        clientId: 'slotline-ehr',
        schedulingServer: `${origin}/fhir`,
        schedulingClientId: 'slotline',
        label: 'Separate EHR',
      },
    ],
    auditRepository: `${origin}/arr`,
    recordTo: 'issuer',
  }
}

async function stylesheet(): Promise<Response> {
  const text = await readFile(new URL('../ehr/ehr.css', import.meta.url), 'utf8')
  return new Response(text, { headers: { 'content-type': 'text/css; charset=utf-8' } })
}

function redirect(location: string): Response {
  return new Response(null, { status: 307, headers: { location } })
}
