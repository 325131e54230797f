import { createClinic, type Clinic } from './ehr/clinic.ts'
import type { EhrBackend } from './ehr/ehr-backend.ts'
import { browserPlace, shareState } from './state/state-shared.ts'

/** The clinic inside the pages of this origin, which share its state. */
export interface InPageClinic extends EhrBackend {
  /** Answers FHIR and OAuth requests; undefined for all others. */
  handle(request: Request): Promise<Response | undefined>
  /** Answers a navigation to the authorization endpoint. */
  authorize(request: Request): Promise<Response | undefined>
}

let inPage: InPageClinic | undefined
let started: Promise<void> | undefined

export function inPageClinic(): InPageClinic {
  inPage ??= createInPageClinic(location.origin)
  return inPage
}

/** Answers this page's FHIR and OAuth requests from the simulated clinic; resolves once it does so. Further calls have no effect. */
export function startSimulatedClinic(): Promise<void> {
  started ??= startWorker(inPageClinic())
  return started
}

/** Puts the simulated EHR into `root`, for the page that wasn't launched. */
export async function mountSimulatedEhr(root: HTMLElement): Promise<void> {
  const { mountEhrPage } = await import('./ehr/ehr-page.ts')
  await mountEhrPage(root, { backend: inPageClinic() })
}

function createInPageClinic(origin: string): InPageClinic {
  const clinic = createClinic({
    base: `${origin}/fhir`,
    appUrl: `${origin}/`,
    // A service worker's mocks don't answer page navigations, so this endpoint is a page.
    authorizeUrl: `${origin}/mocks/ehr/authorize.html`,
    tokenUrl: `${origin}/auth/token`,
    stylesheetUrl: `${origin}/mocks/ehr/ehr.css`,
    auditBase: `${origin}/arr`,
    separate: {
      base: `${origin}/ehr/fhir`,
      authorizeUrl: `${origin}/mocks/ehr/authorize-separate.html`,
      tokenUrl: `${origin}/ehr/auth/token`,
    },
  })
  const withState = shareState('slotline-simulated-clinic', clinic, browserPlace())
  const act = <T>(step: (clinic: Clinic) => Promise<T>): Promise<T> => withState(() => step(clinic))
  const isOurs = (url: string) => ['/fhir', '/auth/', '/arr', '/ehr/'].some((path) => url.startsWith(`${origin}${path}`))

  return {
    handle: async (request) => (isOurs(request.url) ? act((ehr) => ehr.handle(request)) : undefined),
    authorize: (request) => act((ehr) => ehr.handle(request)),
    read: () => act((ehr) => ehr.read()),
    launch: (context) => act((ehr) => ehr.launch(context)),
    launchSeparate: (context) => act((ehr) => ehr.launchSeparate(context)),
    useScenario: (scenario) => act((ehr) => ehr.useScenario(scenario)),
    useVariant: (variant) => act((ehr) => ehr.useVariant(variant)),
    reset: () => act((ehr) => ehr.reset()),
  }
}

async function startWorker(clinic: InPageClinic): Promise<void> {
  const [{ setupWorker }, { simHandlers }] = await Promise.all([import('msw/browser'), import('./msw-handlers.ts')])
  await setupWorker(...simHandlers(clinic)).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: '/mockServiceWorker.js' },
  })
}
