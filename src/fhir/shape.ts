/**
 * Checks that the parts of a JSON value that are read have the right types. Answers hold ten thousand resources, so a shape only looks,
 * in a few microseconds each. It copies and explains nothing.
 */
export type Shape = (value: unknown) => boolean

export const text: Shape = (value) => typeof value === 'string'
/** JSON can spell numbers that are too large to represent; they are rejected. */
export const number: Shape = (value) => Number.isFinite(value)
export const truth: Shape = (value) => typeof value === 'boolean'

/** A required part; for `objectOf`, all others are optional. */
export interface Required {
  readonly required: Shape
}

export const required = (shape: Shape): Required => ({ required: shape })

export function only(expected: string): Shape {
  return (value) => value === expected
}

export function nullable(shape: Shape): Shape {
  return (value) => value === null || shape(value)
}

export function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(shape)
}

/** An object with these parts and any others. An optional part may be absent; it may be null only if its shape says so. */
export function objectOf(parts: Readonly<Record<string, Shape | Required>>): Shape {
  const names = Object.keys(parts)
  const isRequired = names.map((name) => typeof parts[name] !== 'function')
  const shapes = Object.values(parts).map((part) => (typeof part === 'function' ? part : part.required))
  return (value) => {
    if (!isObject(value)) return false
    for (let at = 0; at < names.length; at += 1) {
      const part = value[names[at] ?? '']
      if (part === undefined ? isRequired[at] : !shapes[at]?.(part)) return false
    }
    return true
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
