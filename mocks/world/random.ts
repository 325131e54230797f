/** A repeatable source of numbers in [0, 1): the same seed always gives the same clinic. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    // A linear congruential step with a final mix; quality matters little, repeatability does.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 2246822519) >>> 0
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 4294967296
  }
}

/** A seed made from a text, so that each practitioner's day has its own. */
export function seedOf(text: string): number {
  let hash = 2166136261
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619)
  return hash >>> 0
}
