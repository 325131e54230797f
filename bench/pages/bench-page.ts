import type { Appointment } from '../../src/fhir/types.ts'

/** What a page of the bench offers to whoever drives it. */
export interface BenchPage {
  /** From the text of a Bundle until its first offers are painted, in milliseconds. */
  readonly fromText?: (text: string) => Promise<number>
  /** From Appointments that are ready until the first of them are painted, in milliseconds. */
  readonly render?: (offers: readonly Appointment[]) => Promise<number>
}

declare global {
  interface Window {
    bench?: BenchPage
  }
  function untilPainted(begin: () => void, selector: string, isThere?: boolean): Promise<number>
}
