import type { Appointment } from '../../fhir/types.ts'

/** What the server says is true of an intent whose answer left it open. */
export type Truth =
  | { readonly kind: 'done'; readonly appointment: Appointment }
  | { readonly kind: 'awaiting-confirmation'; readonly appointment: Appointment }
  /** It has not happened, and can be tried again. `current` is the Appointment as it stands. */
  | { readonly kind: 'not-done'; readonly current?: Appointment }
  | { readonly kind: 'taken' }
  /**
   * The server shows other appointments where this one would have to stand, and this one not. That confirms a refusal; after
   * a lost answer it proves nothing.
   */
  | { readonly kind: 'not-shown' }
  /** Asked, and still not known. `isHidden`: the server doesn't show it, and won't when it is asked again. */
  | { readonly kind: 'still-unknown'; readonly isHidden?: true }

export const stillUnknown: Truth = { kind: 'still-unknown' }

export const hidden: Truth = { kind: 'still-unknown', isHidden: true }
