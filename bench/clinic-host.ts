import { launchPreload } from '../deploy/discovery-preload.mjs'
import type { LaunchContext } from '../mocks/auth/authorization.ts'
import { createClinic } from '../mocks/ehr/clinic.ts'
import { serve } from '../mocks/sandbox/node-server.ts'
import { staticFile } from '../mocks/sandbox/sandbox-files.ts'

export interface ClinicHost {
  /** How many requests have come so far. */
  heard(): number
  /** The address that the EHR opens: for one patient by the front desk, or without a patient. */
  launchUrl(patient?: string | null): Promise<string>
  /** Keeps a text for a page of the app; the path at which it gets it, once. */
  serveText(text: string): string
  close(): Promise<void>
}

/** What the app's `config.json` says. */
interface Config {
  readonly issuers: readonly { readonly iss: string; readonly clientId: string }[]
  readonly auditRepository?: string
}

const frontDesk: LaunchContext = { user: 'abbas', askConsent: false }

/**
 * The app on one origin, the EHR with its servers on another, as deployments have it. Hashed files may be kept by the browser,
 * everything else is asked for again.
 * @param dist directory of the app's production build
 * @param hold settles when an answer may go out
 */
export async function startClinicHost(dist: string, hold: (request: Request) => Promise<void> = async () => {}): Promise<ClinicHost> {
  let requests = 0
  let answerEhr: (request: Request) => Promise<Response | undefined> = async () => undefined
  let config: Config = { issuers: [] }
  const texts = new Map<string, string>()
  const delayed = (answer: (request: Request) => Promise<Response | undefined>) => async (request: Request) => {
    requests += 1
    const response = await answer(request)
    await hold(request)
    return response
  }
  const ehr = await serve(delayed((request) => answerEhr(request)))
  const app = await serve(delayed((request) => answerApp(new URL(request.url), dist, config, texts)))
  const clinic = createClinic({
    base: `${ehr.origin}/fhir`,
    appUrl: `${app.origin}/`,
    authorizeUrl: `${ehr.origin}/auth/authorize`,
    tokenUrl: `${ehr.origin}/auth/token`,
    stylesheetUrl: `${ehr.origin}/auth/ehr.css`,
    auditBase: `${ehr.origin}/arr`,
    separate: {
      base: `${ehr.origin}/separate/fhir`,
      authorizeUrl: `${ehr.origin}/separate/authorize`,
      tokenUrl: `${ehr.origin}/separate/token`,
    },
  })
  config = { issuers: [{ iss: `${ehr.origin}/fhir`, clientId: 'slotline' }], auditRepository: `${ehr.origin}/arr` }
  answerEhr = (request) => clinic.handle(request)
  return {
    heard: () => requests,
    serveText(text) {
      const path = `/bench/${crypto.randomUUID()}`
      texts.set(path, text)
      return path
    },
    launchUrl: (patient = 'pat-4217') => clinic.launch(patient === null ? frontDesk : { ...frontDesk, patient }),
    async close() {
      await Promise.all([ehr.close(), app.close()])
    },
  }
}

async function answerApp({ pathname: path, searchParams }: URL, dist: string, config: Config, texts: Map<string, string>): Promise<Response | undefined> {
  const text = texts.get(path)
  if (text !== undefined) {
    texts.delete(path)
    return new Response(text)
  }
  if (path === '/config.json') return Response.json(config, { headers: { 'cache-control': 'no-cache' } })
  const file = await staticFile(dist, path)
  if (path.startsWith('/assets/')) file?.headers.set('cache-control', 'public, max-age=31536000, immutable')
  const preload = path === '/launch.html' ? launchPreload(config, searchParams) : undefined
  if (preload !== undefined) file?.headers.set('link', preload)
  return file
}
