/** Between two attempts (milliseconds). */
const pauseMs = 5_000

/** Downloads what stands beside the screen, as often as it takes: without it the screen is as good as before, so nobody is told. */
export async function untilLoaded<Part>(download: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await download()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}
