import type { Browser } from '@playwright/test'
import type { ClinicHost } from './clinic-host.ts'
import type { PageHost } from './page-host.ts'

/** What every measurement works with; one at a time uses the browser. */
export interface BenchSetting {
  readonly browser: Browser
  /** The production build and a simulated clinic without a network between them. */
  readonly clinic: ClinicHost
  /** Floor, peers, and parts of the product by themselves. */
  readonly pages: PageHost
  /** Directory of the production build. */
  readonly dist: string
}
