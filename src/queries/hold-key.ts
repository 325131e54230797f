/** The key of the query that holds a draft's time; `holdKey()` stands for all such queries. */
export function holdKey(...of: readonly (string | undefined)[]): readonly unknown[] {
  return ['hold', ...of]
}
