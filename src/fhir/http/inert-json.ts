/**
 * Names that reach what every object inherits when something copies them carelessly; neither is an element of FHIR.
 * `constructor` does so only with `prototype` in it.
 */
const dangerous: ReadonlySet<string> = new Set(['__proto__', 'prototype'])

/** An escaped letter or underscore: no serializer writes those, but one of the names above can be hidden in them. */
const disguise = /\\u00(?:[67]|5f)/i

/**
 * JSON.parse without the properties that could change what every object is: they are left out, wherever they stand. Each value
 * is looked at only where the text may hold such a name, which makes the usual answer as fast as JSON.parse.
 * @throws SyntaxError
 */
export function parseInert(text: string): unknown {
  const isSuspicious = text.includes('proto') || disguise.test(text)
  // What the reviver gives back as undefined is deleted from its object.
  return isSuspicious ? JSON.parse(text, (key, value: unknown) => (dangerous.has(key) ? undefined : value)) : JSON.parse(text)
}
