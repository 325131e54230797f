/** The pause between two attempts (milliseconds). */
const pauseMs = 5_000
const attempts = 3

/**
 * Downloads a part that the screen can do without.
 * @param otherwise the part to use instead when all attempts have failed
 */
export async function untilLoaded<Part>(download: () => Promise<Part>, otherwise: Part): Promise<Part> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await download()
    } catch {
      if (attempt === attempts) return otherwise
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}
