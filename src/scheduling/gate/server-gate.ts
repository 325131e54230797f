import { accidentPauses, backOffMs, overloadPauses, wishedMs, type BackOff } from '../../fhir/http/back-off.ts'
import { runLater } from '../../fhir/http/run-later.ts'

/** How a request that was let through ended; `given-up` says nothing about the server. */
export type Ending =
  | { readonly kind: 'answered'; readonly tookMs: number }
  /** Possibly an accident (a broken connection, a 500). Only several in a row count. */
  | { readonly kind: 'failed' }
  /** The server has too much to do: 408, 429, 503, 504, or no answer in time. */
  | { readonly kind: 'overloaded'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'given-up' }

/** State of the gate between this page and a server. Instants are epoch milliseconds. */
export interface GateState {
  /** When the next request may be sent; undefined while the server answers. */
  readonly untilInstant?: number
  /** Until when the server itself asked not to be called. `tryNow` can't shorten this wait. */
  readonly wishedInstant?: number
  /** How many requests wait. */
  readonly waiting: number
}

export interface ServerGate {
  /**
   * Resolves when a request may be sent. Call the function that it resolves with when the request has ended.
   * @param patienceMs how long the caller is willing to wait
   * @throws GateClosed when it would take longer
   * @throws WaitStopped after `stop`
   * @throws the signal's reason
   */
  enter(signal: AbortSignal, patienceMs: number): Promise<(ending: Ending) => void>
  /** For what a user does once and knowingly, such as a booking, and what that depends on: never waits, never refuses. */
  pass(): (ending: Ending) => void
  state(): GateState
  /** For the user's "try now": the next request may go at once, unless the server asked not to be called until some later time. */
  tryNow(): void
  /** Rejects every waiting request. */
  stop(): void
  subscribe(listener: () => void): () => void
}

/** Nothing was sent, because the server has too much to do. */
export class GateClosed extends Error {
  override readonly name = 'GateClosed'
  /** Epoch milliseconds. */
  readonly untilInstant: number

  constructor(untilInstant: number) {
    super('The server is not asked now.')
    this.untilInstant = untilInstant
  }
}

/** Nothing was sent, because the user didn't want to wait for a busy server. */
export class WaitStopped extends Error {
  override readonly name = 'WaitStopped'

  constructor() {
    super('The user has stopped waiting.')
  }
}

export interface GateOptions {
  /** Epoch milliseconds. */
  readonly now?: () => number
  /** Runs a function after so many milliseconds; returns a function that cancels it. */
  readonly later?: (run: () => void, ms: number) => () => void
  /** From 0 to 1. */
  readonly random?: () => number
}

/** This many broken connections or 5xx in a row close the gate: one may be an accident. */
const failuresToClose = 2
/** How many requests may be under way to a server that is well. */
const mostAtOnce = 12
/** An answer that takes longer, in milliseconds, is a sign that the server has enough to do. */
const slowMs = 2_500

interface Waiter {
  readonly patienceMs: number
  readonly release: () => void
  readonly refuse: (reason: unknown) => void
}

/**
 * Stands between a page and one server and gives a server in trouble less to do, not more. While the server answers, up to twelve
 * requests are under way at once; slow answers halve that number, quick ones raise it again. When it fails, only one request is sent
 * now and then. The waits between grow, are randomised, and are no shorter than the server asked for (`Retry-After`, RFC 9110 10.2.3).
 * Once one is answered, the others follow, a few at first.
 */
export function createServerGate(options: GateOptions = {}): ServerGate {
  const { now = Date.now, later = runLater, random = Math.random } = options
  const listeners = new Set<() => void>()
  const waiters = new Set<Waiter>()
  let atOnce = mostAtOnce
  let underWay = 0
  let failuresInARow = 0
  /** How often the gate has closed since the last answer. */
  let closings = 0
  let isShut = false
  let untilInstant = 0
  let wishedInstant = 0
  /** Changes whenever the gate closes: requests that were sent before tell nothing about the time after. */
  let generation = 0
  /** Requests that the user lets through although too many others are under way. */
  let extraPermits = 0
  let cancelTimer = () => {}

  const tell = () => listeners.forEach((listener) => listener())
  const hasRoom = () => underWay < atOnce || extraPermits > 0

  const admit = () => {
    if (underWay >= atOnce) extraPermits -= 1
    underWay += 1
    const enteredAt = generation
    let hasEnded = false
    return (ending: Ending) => {
      if (hasEnded) return
      hasEnded = true
      underWay -= 1
      if (enteredAt === generation) judge(ending)
      pump()
      tell()
    }
  }

  const judge = (ending: Ending) => {
    switch (ending.kind) {
      case 'answered':
        failuresInARow = 0
        closings = 0
        isShut = false
        wishedInstant = 0
        atOnce = ending.tookMs > slowMs ? Math.max(1, Math.floor(atOnce / 2)) : Math.min(mostAtOnce, atOnce + 1)
        return
      case 'failed':
        failuresInARow += 1
        // After a closing, one failure is enough: the request that was to test the server has failed, too.
        if (failuresInARow >= failuresToClose || closings > 0) close(0, accidentPauses)
        return
      case 'overloaded':
        return close(wishedMs(ending.retryAfterSeconds), overloadPauses)
      case 'given-up':
    }
  }

  const close = (wishMs: number, pauses: BackOff) => {
    generation += 1
    closings += 1
    failuresInARow = 0
    extraPermits = 0
    atOnce = 1
    wishedInstant = wishMs > 0 ? now() + wishMs : 0
    const waitMs = wishMs + backOffMs(closings, random(), pauses)
    untilInstant = now() + waitMs
    isShut = true
    cancelTimer()
    cancelTimer = later(reopen, waitMs)
    for (const waiter of waiters) if (waitMs > waiter.patienceMs) waiter.refuse(new GateClosed(untilInstant))
  }

  /** Lets one request through. Its ending decides about the others. */
  const reopen = () => {
    isShut = false
    pump()
    tell()
  }

  const pump = () => {
    for (const waiter of waiters) {
      if (isShut || !hasRoom()) return
      waiter.release()
    }
  }

  return {
    enter(signal, patienceMs) {
      if (signal.aborted) return Promise.reject(signal.reason)
      if (!isShut && hasRoom()) return Promise.resolve(admit())
      if (isShut && untilInstant - now() > patienceMs) return Promise.reject(new GateClosed(untilInstant))
      return new Promise((resolve, reject) => {
        let forgetPatience = () => {}
        const leave = () => {
          forgetPatience()
          waiters.delete(waiter)
          signal.removeEventListener('abort', abort)
        }
        const waiter: Waiter = {
          patienceMs,
          release() {
            leave()
            resolve(admit())
          },
          refuse(reason) {
            leave()
            reject(reason)
          },
        }
        const abort = () => {
          waiter.refuse(signal.reason)
          tell()
        }
        // The request that tests the server may be slow; those that wait for it are refused when their patience ends.
        if (closings > 0 && patienceMs < Infinity) forgetPatience = later(() => waiter.refuse(new GateClosed(untilInstant)), patienceMs)
        signal.addEventListener('abort', abort)
        waiters.add(waiter)
        tell()
      })
    },
    pass() {
      extraPermits += underWay >= atOnce ? 1 : 0
      return admit()
    },
    state: () => ({
      waiting: waiters.size,
      ...(closings > 0 ? { untilInstant } : {}),
      ...(wishedInstant > now() ? { wishedInstant } : {}),
    }),
    tryNow() {
      if (closings === 0 || now() < wishedInstant) return
      cancelTimer()
      untilInstant = now()
      extraPermits = 1
      reopen()
    },
    stop() {
      for (const waiter of waiters) waiter.refuse(new WaitStopped())
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
