import { t } from '@lingui/core/macro'

/** So many of a kind are named in one place. */
const most = 8

/**
 * What the first of these are called, each name once, and how many more there are. No more are put into words than are shown: a
 * server may send fifty thousand.
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
