/** How waits grow: the first and the longest in milliseconds, and the factor for each further failure. */
export interface BackOff {
  readonly firstMs: number
  readonly longestMs: number
  readonly factor: number
}

/** The waits between requests to a server that fails, and to one that says that it has too much to do. */
export const accidentPauses: BackOff = { firstMs: 2_000, longestMs: 60_000, factor: 4 }
export const overloadPauses: BackOff = { firstMs: 8_000, longestMs: 60_000, factor: 3 }

/** The statuses with which a server, or a gateway before it, says that it has too much to do. */
export const overloaded = [408, 429, 503, 504]

/** A longer wish than this, in milliseconds, is more likely a mistake than a plan; after this time, one request is tried. */
const longestWishMs = 10 * 60_000

/** How long to leave a server alone that asked for it (`Retry-After`), in milliseconds. */
export function wishedMs(retryAfterSeconds = 0): number {
  return Math.min(longestWishMs, retryAfterSeconds * 1000)
}

/**
 * How long to wait after so many failures in a row, in milliseconds: at random between a quarter and the whole of a time that grows
 * with each failure. The large random part keeps the browsers of a hospital from all coming back at the same moment.
 * @param random from 0 to 1
 */
export function backOffMs(failures: number, random: number, { firstMs, longestMs, factor }: BackOff): number {
  const longest = Math.min(longestMs, firstMs * factor ** Math.max(0, failures - 1))
  const shortest = longest / 4
  return Math.round(shortest + (longest - shortest) * random)
}
