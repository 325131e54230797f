import type { Findings } from './observer.ts'

export const nothingWrong: Findings = {
  doubleBookings: [],
  wrongStatements: [],
  lostRecords: [],
  unasked: [],
  auditMissing: [],
  auditDoubled: [],
}
