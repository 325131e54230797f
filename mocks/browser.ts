import type { SetupWorker } from 'msw/browser'
import { createClinic, type Clinic } from './ehr/clinic.ts'
import type { EhrBackend } from './ehr/ehr-backend.ts'
import { browserPlace, shareState } from './state-shared.ts'

/** The clinic that lives in the pages of this origin, all of them sharing its state. */
export interface InPageClinic {
  /** Does something with the clinic as any page left it, and keeps the result for all pages. */
  withState<T>(step: (clinic: Clinic) => Promise<T>): Promise<T>
}

let inPage: InPageClinic | undefined
let started: Promise<void> | undefined

export function inPageClinic(): InPageClinic {
  inPage ??= createInPageClinic()
  return inPage
}

/** Answers this page's FHIR and OAuth requests from the simulated clinic; resolves when it does. Further calls change nothing. */
export function startSimulatedClinic(): Promise<void> {
  started ??= startWorker()
  return started
}

/** Puts the simulated EHR into `root`, for the page that wasn't launched. */
export async function mountSimulatedEhr(root: HTMLElement): Promise<void> {
  const { mountEhrPage } = await import('./ehr/ehr-page.ts')
  await mountEhrPage(root, { backend: inPageBackend(inPageClinic()) })
}
