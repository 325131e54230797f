/**
 * Names through which careless copying reaches what every object inherits; neither is an element of FHIR. `constructor` does so only
 * with `prototype` in it.
 */
const dangerous: ReadonlySet<string> = new Set(['__proto__', 'prototype'])

/** An escaped letter or underscore: no serializer writes those, but they can hide one of the names above. */
const disguise = /\\u00(?:[67]|5f)/i

/**
 * JSON.parse that drops, at any depth, the properties that could change what every object is. The reviver runs only if the text may
 * contain such a name, so the usual answer is parsed as fast as by JSON.parse.
 * @throws SyntaxError
 */
export function parseInert(text: string): unknown {
  const isSuspicious = text.includes('proto') || disguise.test(text)
  // A property is deleted if the reviver returns undefined for it.
  return isSuspicious ? JSON.parse(text, (key, value: unknown) => (dangerous.has(key) ? undefined : value)) : JSON.parse(text)
}
