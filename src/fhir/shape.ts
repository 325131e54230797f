/**
 * Whether a JSON value has the parts that are read of it, each of its type. Answers hold ten thousand resources at a time: a
 * shape only looks, in a few microseconds each, and copies, names and explains nothing.
 */
export type Shape = (value: unknown) => boolean

export const text: Shape = (value) => typeof value === 'string'
/** JSON can write numbers that are too large to be any; they are none. */
export const number: Shape = (value) => Number.isFinite(value)
export const truth: Shape = (value) => typeof value === 'boolean'

/** A part that must be there; `objectOf` takes every other one for optional. */
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

/** An object with these parts and any others. A part that is absent is no fault; null is, unless the part may be null. */
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
