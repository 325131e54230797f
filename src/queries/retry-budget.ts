/** How many questions in all may be asked again at once, and after how many milliseconds one more may be. */
const reserve = 8
const refillMs = 15_000

/**
 * What all questions of a page together may be repeated: where everything fails, repeating everything would be the load that
 * keeps a server down.
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
