/** Runs something after so many milliseconds; returns what calls that off. */
export function runLater(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
