/** How many queries in all may be repeated at once, and after how many milliseconds one more may be. */
const reserve = 8
const refillMs = 15_000

/**
 * Limits the repetitions of all queries of a page together: where everything fails, repeating everything would be the load that keeps
 * a server down.
 * @param now epoch milliseconds
 */
export function createRetryBudget(now: () => number = Date.now): { take(): boolean } {
  let left = reserve
  let countedInstant = now()
  return {
    take() {
      const refilled = Math.floor((now() - countedInstant) / refillMs)
      left = Math.min(reserve, left + refilled)
      countedInstant += refilled * refillMs
      if (left === 0) return false
      left -= 1
      return true
    },
  }
}
