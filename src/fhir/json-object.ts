import * as v from 'valibot'

/**
 * Schema of an object with these members; others are left out. `expected` says in a problem report what it must be; a missing member is
 * reported in its own schema's words. Unlike valibot's own object schema, it accepts no list.
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
