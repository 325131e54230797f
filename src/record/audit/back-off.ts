const firstMs = 2_000
const longestMs = 10 * 60_000

/**
 * How long to wait after so many failures in a row, in milliseconds: twice as long each time, and a random part of it, so that
 * the browsers of a hospital don't all come back in the same moment after an outage.
 * @param random from 0 to 1
 */
export function backOffMs(failures: number, random: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1))
  return Math.round(whole / 2 + (whole / 2) * random)
}
