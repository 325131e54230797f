import { msg } from '@lingui/core/macro'

/** The usual reasons to take an open outcome out of Slotline's hands; any other can be typed. */
export const dismissalReasons = [
  msg`The clinic confirmed that it was done`,
  msg`The clinic confirmed that it was not done`,
  msg`Handed over to a colleague`,
  msg`The appointment is no longer needed`,
]
