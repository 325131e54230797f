/** How a wait grows: milliseconds after the first failure and at most, and by how much with each failure. */
export interface BackOff {
  readonly firstMs: number
  readonly longestMs: number
  readonly factor: number
}

/** The waits between two requests to a server that fails, and to one that says that it has too much to do. */
export const accidentPauses: BackOff = { firstMs: 2_000, longestMs: 60_000, factor: 4 }
export const overloadPauses: BackOff = { firstMs: 8_000, longestMs: 60_000, factor: 3 }

/** The statuses of a server, or of what stands before it, that has too much to do. */
export const overloaded = [408, 429, 503, 504]

/** A longer wish than this, in milliseconds, is more likely a mistake than a plan: then one request goes to see. */
const longestWishMs = 10 * 60_000

/** How long a server is left alone that asked for it (`Retry-After`), in milliseconds. */
export function wishedMs(retryAfterSeconds = 0): number {
  return Math.min(longestWishMs, retryAfterSeconds * 1000)
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
