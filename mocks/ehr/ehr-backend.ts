import type { Directory, LaunchContext } from '../auth/authorization.ts'
import type { LaunchVariant } from '../auth/launch-variants.ts'

/** What the EHR page shows and offers. */
export interface EhrState extends Directory {
  /** Every named scenario with the sentence that describes it. */
  readonly scenarios: Readonly<Record<string, string>>
  readonly scenario: string
  readonly variant: LaunchVariant
}

/** What the EHR page needs of the simulated clinic, in the same page or behind HTTP. A call that is refused rejects. */
export interface EhrBackend {
  read(): Promise<EhrState>
  /** The address that opens the app with the context. */
  launch(context: LaunchContext): Promise<string>
  /** The same from an EHR of another organisation than the scheduling server's, which has a sign-in of its own. */
  launchSeparate(context: LaunchContext): Promise<string>
  useScenario(scenario: string): Promise<void>
  useVariant(variant: LaunchVariant): Promise<void>
  /** Brings appointments, sessions, scenario and variant back to the beginning. */
  reset(): Promise<void>
}
