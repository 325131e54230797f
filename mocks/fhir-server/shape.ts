import type { OperationOutcomeIssue } from '../../src/fhir/types.ts'
import { issue } from './refusal.ts'

const YEAR = String.raw`\d{4}`
const MONTH = '(0[1-9]|1[0-2])'
const DAY = String.raw`(0[1-9]|[12]\d|3[01])`
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?`
const OFFSET = String.raw`(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))`

/** FHIR's primitive types, by their own names. */
const primitives = {
  boolean: (value: unknown) => typeof value === 'boolean',
  integer: (value: unknown) => Number.isInteger(value),
  unsignedInt: (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
  positiveInt: (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value > 0,
  decimal: (value: unknown) => typeof value === 'number',
  string: text(/\S/),
  code: text(/^[^\s]+(\s[^\s]+)*$/),
  id: text(/^[A-Za-z0-9\-.]{1,64}$/),
  uri: text(/^\S+$/),
  date: day(new RegExp(`^${YEAR}(-${MONTH}(-${DAY})?)?$`)),
  dateTime: day(new RegExp(`^${YEAR}(-${MONTH}(-${DAY}(T${TIME}${OFFSET})?)?)?$`)),
  instant: day(new RegExp(`^${YEAR}-${MONTH}-${DAY}T${TIME}${OFFSET}$`)),
  time: text(new RegExp(`^${TIME}$`)),
  xhtml: text(/^<div[\s>]/),
  base64Binary: text(/^[A-Za-z0-9+/=\s]+$/),
} as const
export type Primitive = keyof typeof primitives

/** One element: its type, whether it repeats or must be there, and the codes it is bound to. */
export interface Element {
  readonly type: Primitive | 'any' | Shape | (() => Shape)
  readonly many?: true
  readonly required?: true
  readonly codes?: readonly string[]
}

/** The elements that a type has, by name; every other name is refused. */
export interface Shape {
  readonly [element: string]: Element | Primitive
}

function text(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && pattern.test(value)
}

/** Checks the pattern, and that the month has that day. */
function day(pattern: RegExp): (value: unknown) => boolean {
  return (value) => {
    if (typeof value !== 'string' || !pattern.test(value)) return false
    const [year = 0, month = 1, date = 1] = value.slice(0, 10).split('-').map(Number)
    return date <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All departures of a JSON value from the shape (R4 JSON rules: no null, nothing empty, nothing unknown). */
export function departures(value: unknown, shape: Shape, path: string): OperationOutcomeIssue[] {
  if (!isObject(value)) return [issue('error', 'structure', `${path} must be an object.`, path)]
  if (Object.keys(value).length === 0) return [issue('error', 'structure', `${path} must not be empty.`, path)]
  const missing = Object.entries(shape)
    .filter(([name, element]) => typeof element === 'object' && element.required && value[name] === undefined)
    .map(([name]) => issue('error', 'required', `${path}.${name} is required.`, `${path}.${name}`))
  return [...missing, ...Object.entries(value).flatMap(([name, part]) => departuresOfElement(name, part, shape, path))]
}

function departuresOfElement(name: string, value: unknown, shape: Shape, path: string): OperationOutcomeIssue[] {
  const here = `${path}.${name}`
  const own = Object.hasOwn(shape, name) ? shape[name] : undefined
  if (own === undefined && isUniversal(name)) return departuresOfUniversal(name, value, here)
  const known = own ?? (name.startsWith('value') ? shape['value[x]'] : undefined)
  if (known === undefined) return [issue('error', 'structure', `${path} has no element “${name}”.`, here)]
  const element: Element = typeof known === 'string' ? { type: known } : known
  if (!element.many) return departuresOfValue(value, element, here)
  if (!Array.isArray(value) || value.length === 0)
    return [issue('error', 'structure', `${here} must be a non-empty array.`, here)]
  return value.flatMap((item: unknown, index) => departuresOfValue(item, element, `${here}[${index}]`))
}

function departuresOfValue(value: unknown, { type, codes }: Element, path: string): OperationOutcomeIssue[] {
  if (type === 'any')
    return value === null || value === '' ? [issue('error', 'structure', `${path} must not be empty.`, path)] : []
  if (typeof type !== 'string') return departures(value, typeof type === 'function' ? type() : type, path)
  if (!primitives[type](value)) return [issue('error', 'value', `${path} is not a valid ${type}.`, path)]
  if (codes && !codes.includes(String(value))) {
    return [issue('error', 'code-invalid', `${path} must be one of ${codes.join(', ')}.`, path)]
  }
  return []
}

/** What every element may carry: an id, extensions, and the `_name` companion of a primitive. */
const isUniversal = (name: string): boolean => ['id', 'extension', 'modifierExtension'].includes(name) || name.startsWith('_')

function departuresOfUniversal(name: string, value: unknown, path: string): OperationOutcomeIssue[] {
  if (name === 'id') return departuresOfValue(value, { type: 'string' }, path)
  if (name.startsWith('_'))
    return isObject(value) || Array.isArray(value) ? [] : [issue('error', 'structure', `${path} must be an object.`, path)]
  if (!Array.isArray(value) || value.length === 0)
    return [issue('error', 'structure', `${path} must be a non-empty array.`, path)]
  return value.flatMap((item: unknown, index) =>
    departures(item, { url: { type: 'uri', required: true }, 'value[x]': { type: 'any' } }, `${path}[${index}]`),
  )
}
