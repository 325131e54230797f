/** Of the query that holds a draft's time: `holdKey()` stands for all of them. */
export function holdKey(...of: readonly (string | undefined)[]): readonly unknown[] {
  return ['hold', ...of]
}
