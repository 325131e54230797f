import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { closedObject } from './json-object.ts'

const entries = { name: v.pipe(v.string('a name'), v.minLength(1, 'a name')), age: v.exactOptional(v.number('an age')) }

function problems(value: unknown): string[] {
  const { issues = [] } = v.safeParse(closedObject(entries, 'a person'), value)
  return issues.map((issue) => `${v.getDotPath(issue) ?? '-'} ${issue.message}`)
}

describe('a JSON object', () => {
  test.each<[unknown, string[]]>([
    [{ name: 'Ida' }, []],
    [{}, ['name a name']],
    [{ name: '', age: 'x' }, ['name a name', 'age an age']],
    [{ name: 'Ida', age: undefined }, ['age an age']],
    [[], ['- a person']],
    [null, ['- a person']],
    ['Ida', ['- a person']],
  ])('%j is refused in the words of what is wrong: %j', (value, expected) => {
    expect(problems(value)).toEqual(expected)
  })

  test('leaves out what stands beside its members', () => {
    const value = { name: 'Ida', more: [1] }
    expect(v.parse(closedObject(entries), value)).toEqual({ name: 'Ida' })
  })
})
