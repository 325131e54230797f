/** What goes wrong with an event that is sent, or with a search for one. `commits`: the repository did its work all the same. */
export type AuditFaultEffect =
  | { readonly kind: 'drop-before' | 'drop-after' }
  /** The sender gives up; the request arrives so much later. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number; readonly commits?: boolean }
  | { readonly kind: 'html'; readonly commits?: boolean }
  /** The work is done, and the answer is empty. */
  | { readonly kind: 'empty' }
  /** One entry of a batch, counted from 0, is answered with this status. */
  | { readonly kind: 'entry'; readonly index: number; readonly status: number }

export type AuditFault = AuditFaultEffect & {
  readonly on: 'send' | 'search' | 'any'
  /** How many requests it strikes; default 1. */
  readonly times?: number | 'always'
}

export interface AuditFaults {
  add(fault: AuditFault): void
  /** The fault that strikes this request, the oldest first. */
  take(target: 'send' | 'search'): AuditFault | undefined
}

export function createAuditFaults(): AuditFaults {
  let waiting: { readonly fault: AuditFault; readonly left: number }[] = []
  return {
    add({ times = 1, ...fault }) {
      waiting = [...waiting, { fault, left: times === 'always' ? Infinity : times }]
    },
    take(target) {
      const striking = waiting.find(({ fault }) => fault.on === target || fault.on === 'any')
      waiting = waiting.map((one) => (one === striking ? { ...one, left: one.left - 1 } : one)).filter(({ left }) => left > 0)
      return striking?.fault
    },
  }
}
