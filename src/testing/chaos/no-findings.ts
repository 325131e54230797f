import type { Findings } from './wrong-changes.ts'

export const nothingWrong: Findings = {
  doubleBookings: [],
  wrongStatements: [],
  lostRecords: [],
  unasked: [],
  auditMissing: [],
  auditDoubled: [],
}
