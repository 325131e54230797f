import type { Transport } from '../../fhir/http/transport.ts'
import { gatedTransport, type Sender } from './gated-transport.ts'
import { createServerGate, type GateOptions, type GateState, type ServerGate } from './server-gate.ts'

/** The gates of one session, one for each server. */
export interface ServerGates {
  /** @param base FHIR base URL; a URL below the base of a known server belongs to that server */
  through(transport: Transport, base: string, sender: Sender): Transport
  /** State of one closed gate: rather one with waiting requests, then the one that opens first. The same object until it changes. */
  state(): GateState
  /** @see ServerGate.tryNow */
  tryNow(): void
  /** @see ServerGate.stop */
  stop(): void
  subscribe(listener: () => void): () => void
}

const calm: GateState = { waiting: 0 }

export function createServerGates(options: GateOptions = {}): ServerGates {
  const gates = new Map<string, ServerGate>()
  const listeners = new Set<() => void>()
  let shown = calm

  const refresh = () => {
    const next = mostPressing([...gates.values()].map((gate) => gate.state()))
    const keys = ['waiting', 'untilInstant', 'wishedInstant'] as const
    if (keys.every((key) => next[key] === shown[key])) return
    shown = next
    listeners.forEach((listener) => listener())
  }
  const gateOf = (base: string): ServerGate => {
    const known = [...gates].find(([other]) => base === other || base.startsWith(`${other}/`))
    if (known) return known[1]
    const gate = createServerGate(options)
    gate.subscribe(refresh)
    gates.set(base, gate)
    return gate
  }
  return {
    through: (transport, base, sender) => gatedTransport(transport, gateOf(base), base, sender, options.now),
    state: () => shown,
    tryNow: () => gates.forEach((gate) => gate.tryNow()),
    stop: () => gates.forEach((gate) => gate.stop()),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function mostPressing(states: readonly GateState[]): GateState {
  const [first] = states
    .filter(({ untilInstant }) => untilInstant !== undefined)
    .sort((a, b) => Math.sign(b.waiting) - Math.sign(a.waiting) || (a.untilInstant ?? 0) - (b.untilInstant ?? 0))
  return first ?? calm
}
