import type { Appointment } from '../../fhir/types.ts'

/** What the server says about an intent whose answer left its result open. */
export type Truth =
  | { readonly kind: 'done'; readonly appointment: Appointment }
  | { readonly kind: 'awaiting-confirmation'; readonly appointment: Appointment }
  /** The change has not happened and can be tried again. `current` is the Appointment as it is now. */
  | { readonly kind: 'not-done'; readonly current?: Appointment }
  | { readonly kind: 'taken' }
  /**
   * The server shows other appointments in the place of this one, but not this one. That confirms a refusal; after a lost answer it
   * proves nothing.
   */
  | { readonly kind: 'not-shown' }
  /** The server was asked, and the truth is still not known. `isHidden`: the server doesn't show it, and won't when asked again. */
  | { readonly kind: 'still-unknown'; readonly isHidden?: true }

export const stillUnknown: Truth = { kind: 'still-unknown' }

export const hidden: Truth = { kind: 'still-unknown', isHidden: true }
