import { fileURLToPath } from 'node:url'
import { createClinic, type Clinic } from './ehr/clinic.ts'
import { serve } from './node-server.ts'
import { answerControl } from './sandbox-control.ts'
import { staticFile } from './sandbox-files.ts'
import type { Sim } from './sim.ts'

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
  close(): Promise<void>
}

/** Serves the EHR page at `/`, the app at `/app/`, FHIR at `/fhir`, OAuth at `/auth/…` and the controls at `/sim/…`. */
export async function startSandbox({ port, host = '127.0.0.1', dist, ehrDist }: SandboxOptions): Promise<Sandbox> {
}
