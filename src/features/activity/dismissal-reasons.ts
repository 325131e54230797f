import { msg } from '@lingui/core/macro'

/** The usual reasons to dismiss an open outcome. The user can type any other. */
export const dismissalReasons = [
  msg`The clinic confirmed that it was done`,
  msg`The clinic confirmed that it was not done`,
  msg`Handed over to a colleague`,
  msg`The appointment is no longer needed`,
]
