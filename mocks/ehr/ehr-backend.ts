import type { Directory, LaunchContext } from '../auth/authorization.ts'
import type { LaunchVariant } from '../auth/launch-variants.ts'

/** What the EHR page shows and offers. */
export interface EhrState extends Directory {
  /** Every named scenario with the sentence that describes it. */
  readonly scenarios: Readonly<Record<string, string>>
  readonly scenario: string
  readonly variant: LaunchVariant
}

/** What the EHR page needs of the simulated clinic, which is in the same page or behind HTTP. A refused call rejects. */
export interface EhrBackend {
  read(): Promise<EhrState>
  /** The address that opens the app with the context. */
  launch(context: LaunchContext): Promise<string>
  /** The address that opens the app from the EHR of another organisation, whose sign-in is not the scheduling server's. */
  launchSeparate(context: LaunchContext): Promise<string>
  useScenario(scenario: string): Promise<void>
  useVariant(variant: LaunchVariant): Promise<void>
  /** Resets appointments, sessions, scenario and variant. */
  reset(): Promise<void>
}
