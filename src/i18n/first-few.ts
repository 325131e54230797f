import { t } from '@lingui/core/macro'

/** How many items of a kind are named in one place. */
const most = 8

/**
 * The names of the first items, each once, and how many more items there are. No more items are named than are shown: a server may
 * send fifty thousand.
 */
export function firstFew<T>(items: readonly T[], nameOf: (item: T) => string): string[] {
  const names = new Set<string>()
  let looked = 0
  for (const item of items) {
    if (names.size === most) break
    looked += 1
    const name = nameOf(item)
    if (name) names.add(name)
  }
  const more = items.length - looked
  return more > 0 ? [...names, t`and ${more} more`] : [...names]
}
