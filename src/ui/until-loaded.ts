/** Between two attempts (milliseconds). */
const pauseMs = 5_000
const attempts = 3

/**
 * Downloads what stands beside the screen; the screen itself is as good as before without it.
 * @param otherwise what says instead that it is missing, once it could not be had several times
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
