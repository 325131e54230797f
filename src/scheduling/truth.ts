import type { Appointment } from '../fhir/types.ts'

/** What the server says is true of an intent whose answer left it open. */
export type Truth =
  | { readonly kind: 'done'; readonly appointment: Appointment }
  | { readonly kind: 'awaiting-confirmation'; readonly appointment: Appointment }
  /** It has not happened, and can be tried again. `current` is the Appointment as it stands. */
  | { readonly kind: 'not-done'; readonly current?: Appointment }
  | { readonly kind: 'taken' }
  /** Asked, and still not known. */
  | { readonly kind: 'still-unknown' }
