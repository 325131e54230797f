import * as v from 'valibot'

/**
 * An object with these members; what it has beside them is left out. `expected` says what it must be, in the words of a problem
 * report; a member that is missing is reported in the words of its own schema. Unlike valibot's own, it takes no list.
 */
export function closedObject<const Entries extends v.ObjectEntries>(entries: Entries, expected = 'an object') {
  return v.pipe(
    v.custom<object>(isObject, expected),
    v.object(entries, ({ path }) => wordsOf(entries[String(path?.[0]?.key)]) ?? expected),
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wordsOf(schema: object | undefined): string | undefined {
  return schema && 'message' in schema && typeof schema.message === 'string' ? schema.message : undefined
}
