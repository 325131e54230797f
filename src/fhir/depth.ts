/** Whether lists and objects in a JSON value are nested more than `levels` deep. It looks no deeper than that. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  if (Array.isArray(value)) return value.some((item) => isDeeperThan(levels - 1, item))
  // Plain loop: this looks at every part of ten thousand offers.
  for (const name in value) if (isDeeperThan(levels - 1, (value as Record<string, unknown>)[name])) return true
  return false
}
