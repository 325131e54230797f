import type { Played } from './play-history.ts'

/** Adds up what happened in all histories. */
export interface Tally {
  add(played: Played): void
  /** The figures, as lines. */
  report(): string
}

export function createTally(): Tally {
  let histories = 0
  const counts: Record<string, number> = {}
  const faults: Record<string, number> = {}
  const findings: Record<string, number> = {}
  const addTo = (sums: Record<string, number>, more: Readonly<Record<string, number>>) => {
    for (const [name, count] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + count
  }
  return {
    add(played) {
      histories += 1
      addTo(counts, played.counts)
      addTo(faults, played.faults)
      addTo(findings, Object.fromEntries(Object.entries(played.findings).map(([name, found]) => [name, found.length])))
    },
    report() {
      const { requests = 0, deaths = 0, entries = 0, searches = 0, open = 0 } = counts
      const injected = Object.values(faults).reduce((sum, count) => sum + count, 0)
      const byKind = Object.entries(faults).sort(([, a], [, b]) => b - a)
      return [
        `  histories run ${histories}, changes asked for ${entries}, sent ${requests}, searches ${searches}, page deaths ${deaths}`,
        `  faults injected ${injected}: ${byKind.map(([name, count]) => `${name} ${count}`).join(', ')}`,
        `  double bookings ${findings.doubleBookings ?? 0}, wrong statements ${findings.wrongStatements ?? 0}, lost records ${findings.lostRecords ?? 0}, done unasked ${findings.unasked ?? 0}`,
        `  audit events missing ${findings.auditMissing ?? 0}, doubled ${findings.auditDoubled ?? 0}`,
        `  said to be unknown to the end, since no server showed what is true: ${open}`,
      ].join('\n')
    },
  }
}
