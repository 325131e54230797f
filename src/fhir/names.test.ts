import { describe, expect, test } from 'vitest'
import { conceptText, nameText, recordNumber } from './names.ts'
import type { HumanName, Identifier } from './types.ts'

describe('a name', () => {
  test.each<[string, HumanName[] | undefined, string]>([
    [
      'of all its parts',
      [{ prefix: ['Dr.'], given: ['Ida', 'Maria'], family: 'Romero', suffix: ['MD'] }],
      'Dr. Ida Maria Romero MD',
    ],
    ['in the server’s own words', [{ text: '山田 太郎', family: 'Yamada', given: ['Taro'] }], '山田 太郎'],
    [
      'that is official before usual',
      [
        { use: 'usual', family: 'Ro' },
        { use: 'official', family: 'Romero' },
      ],
      'Romero',
    ],
    ['that is usual before any other', [{ family: 'R' }, { use: 'usual', family: 'Romero' }], 'Romero'],
    [
      'that is in use before one that was',
      [
        { use: 'old', family: 'Haas' },
        { use: 'maiden', family: 'Cruz' },
        { use: 'nickname', given: ['Idi'] },
      ],
      'Idi',
    ],
    ['that was in use, when there is no other', [{ use: 'old', family: 'Haas' }], 'Haas'],
    ['of one part', [{ family: "O'Neill" }], "O'Neill"],
    ['with empty parts', [{ given: ['', 'Ida'], family: '' }], 'Ida'],
    ['that is empty', [{}], ''],
    ['that is not there', [], ''],
    ['that is missing', undefined, ''],
  ])('%s', (_what, names, text) => {
    expect(nameText(names)).toBe(text)
  })
})

describe('a concept is called', () => {
  test.each([
    ['by its text', { text: 'Follow-up', coding: [{ display: 'Follow-up visit' }] }, 'Follow-up'],
    ['by the first display', { coding: [{ code: '1' }, { code: '2', display: 'Second' }] }, 'Second'],
    ['by the first code', { coding: [{ system: 'urn:x' }, { code: '2' }] }, '2'],
    ['nothing', { coding: [] }, ''],
    ['nothing when missing', undefined, ''],
  ])('%s', (_how, concept, text) => {
    expect(conceptText(concept)).toBe(text)
  })
})

describe('the record number', () => {
  const mr = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] }
  test.each<[string, Identifier[] | undefined, string | undefined]>([
    [
      'is the identifier of type MR',
      [
        { value: 'SSN', use: 'official' },
        { value: '004217', type: mr },
      ],
      '004217',
    ],
    [
      'is never one that went out of use',
      [
        { value: '1', type: mr, use: 'old' },
        { value: '004217', type: mr, use: 'usual' },
      ],
      '004217',
    ],
    ['is none when all went out of use', [{ value: '1', type: mr, use: 'old' }], undefined],
    ['is never one without a value', [{ type: mr }, { value: '004217' }], '004217'],
    ['is else the usual one', [{ value: '1' }, { value: '2', use: 'usual' }], '2'],
    [
      'is else the first',
      [
        { value: '1', use: 'secondary' },
        { value: '2', use: 'temp' },
      ],
      '1',
    ],
    ['is missing', undefined, undefined],
  ])('%s', (_what, identifier, number) => {
    expect(recordNumber({ resourceType: 'Patient', ...(identifier ? { identifier } : {}) })).toBe(number)
  })
})
