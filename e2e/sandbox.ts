import { test as base, type Page } from '@playwright/test'
import type { AuditRepository } from '../mocks/audit/audit-repository.ts'
import type { LaunchVariant } from '../mocks/auth/launch-variants.ts'
import type { LaunchContext } from '../mocks/auth/authorization.ts'
import type { SeparateEhr } from '../mocks/ehr/separate-ehr.ts'
import type { RecordedRequest } from '../mocks/recorded-request.ts'
import { startSandbox, type Sandbox } from '../mocks/sandbox/sandbox.ts'
import type { ScenarioName } from '../mocks/scenarios.ts'
import type { Sim } from '../mocks/sim.ts'
import { watchContext, type Watch } from './watch-page.ts'

export interface LaunchOptions extends Partial<LaunchContext> {
  readonly scenario?: ScenarioName
  readonly variant?: LaunchVariant
  /** The tab to launch in; absent: the test's own. */
  readonly page?: Page
}

/** The simulated clinic as a test uses it: fresh for each test. */
export interface ClinicUnderTest {
  readonly origin: string
  readonly sim: Sim
  readonly auditRepository: AuditRepository
  /** The EHR of another organisation than the scheduling server's. */
  readonly separateEhr: SeparateEhr
  /** Opens the app as the EHR would: for Ida Romero, by the front desk, without asking for consent, unless told otherwise. */
  launch(options?: LaunchOptions): Promise<void>
  /** The address that the EHR would open. */
  launchUrl(context?: Partial<LaunchContext>): Promise<string>
  /** Opens the app as the separate EHR would, then signs in at the scheduling server. */
  launchSeparate(options?: LaunchOptions): Promise<void>
  /** Launches without a patient in context. */
  launchWithoutPatient(options?: Omit<LaunchOptions, 'patient'>): Promise<void>
  /** Advances the clinic's clock. */
  advance(milliseconds: number): Promise<void>
  /** The requests that the scheduling server has got for the operation, oldest first. */
  sent(operation: '$find' | '$hold' | '$book'): readonly RecordedRequest[]
}

interface TestFixtures {
  readonly clinic: ClinicUnderTest
  readonly watch: Watch
}

interface WorkerFixtures {
  readonly sandbox: Sandbox
}

const someone: LaunchContext = { user: 'abbas', patient: 'pat-4217', askConsent: false }

/** A test against the sandbox: real HTTP, the production build, and nothing unexpected in console or network. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  sandbox: [
    async ({}, use) => {
      const sandbox = await startSandbox({ port: 0, dist: built('SLOTLINE_DIST'), ehrDist: built('SLOTLINE_EHR_DIST') })
      await use(sandbox)
      await sandbox.close()
    },
    { scope: 'worker' },
  ],
  watch: [
    async ({ context, sandbox }, use) => {
      const watch = watchContext(context, sandbox.origin)
      await use(watch)
      watch.check()
    },
    { auto: true },
  ],
  clinic: async ({ sandbox, page }, use) => {
    await steer(sandbox, 'reset', {})
    await use(clinicOf(sandbox, page))
  },
})

function clinicOf(sandbox: Sandbox, ownPage: Page): ClinicUnderTest {
  const { origin, sim, auditRepository, separateEhr } = sandbox
  const open = async (options: LaunchOptions, base: LaunchContext, from: 'launch' | 'separate' = 'launch') => {
    const { scenario, variant, page = ownPage, ...context } = options
    if (scenario) await steer(sandbox, 'scenario', { scenario })
    if (variant) await steer(sandbox, 'variant', { variant })
    await page.goto(await launchUrlOf(sandbox, { ...base, ...context }, from))
  }
  return {
    origin,
    sim,
    auditRepository,
    separateEhr,
    async launchSeparate(options = {}) {
      await open(options, someone, 'separate')
      await signInToScheduling(options.page ?? ownPage)
    },
    launch: (options = {}) => open(options, someone),
    launchWithoutPatient: (options = {}) => open(options, { user: someone.user, askConsent: false }),
    launchUrl: (context = {}) => launchUrlOf(sandbox, { ...someone, ...context }),
    advance: (milliseconds) => steer(sandbox, 'clock', { advance: milliseconds }).then(() => undefined),
    sent: (operation) => sim.inspect().requests.filter(({ url }) => new URL(url).pathname.endsWith(`/${operation}`)),
  }
}

/** Fills in the scheduling server's own sign-in page: chooses the user and allows Slotline. */
export async function signInToScheduling(page: Page): Promise<void> {
  await page.getByLabel('User').selectOption({ label: 'Noor Abbas' })
  await page.getByRole('button', { name: 'Allow', exact: true }).click()
}

async function launchUrlOf(sandbox: Sandbox, context: LaunchContext, from: 'launch' | 'separate' = 'launch'): Promise<string> {
  const answer = await steer(sandbox, from, context)
  if (typeof answer === 'object' && answer !== null && 'url' in answer && typeof answer.url === 'string') return answer.url
  throw new Error('The sandbox gave no launch address.')
}

async function steer({ origin }: Sandbox, what: string, body: object): Promise<unknown> {
  const response = await fetch(`${origin}/sim/${what}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`/sim/${what} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

function built(variable: string): string {
  const directory = process.env[variable]
  if (!directory) throw new Error(`${variable} is not set: build-sandbox.ts has not run.`)
  return directory
}

export { expect } from '@playwright/test'
