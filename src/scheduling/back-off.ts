/** How a wait grows: milliseconds after the first failure and at most, and by how much with each failure. */
export interface BackOff {
  readonly firstMs: number
  readonly longestMs: number
  readonly factor: number
}

/**
 * How long to wait after so many failures in a row, in milliseconds: any time between a quarter and the whole of one that grows
 * with each failure. Most of it is left to chance, so that the browsers of a hospital don't all come back in the same moment.
 * @param random from 0 to 1
 */
export function backOffMs(failures: number, random: number, { firstMs, longestMs, factor }: BackOff): number {
  const longest = Math.min(longestMs, firstMs * factor ** Math.max(0, failures - 1))
  const shortest = longest / 4
  return Math.round(shortest + (longest - shortest) * random)
}
