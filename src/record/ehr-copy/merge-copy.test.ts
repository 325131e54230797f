import { describe, expect, test } from 'vitest'
import type { Appointment, Location } from '../../fhir/types.ts'
import { base, book, booked, cancel, modify, moved } from '../../scheduling/testing/intents.ts'
import { copiesOf } from './copies-of.ts'
import { answered, done, entryOf, places, refused, unknown } from './testing/entries.ts'
import { asStray, mergeCopy } from './merge-copy.ts'

type Told = Parameters<typeof copiesOf>

function copyOf(entry: Told[0], conclusion: Told[1]) {
  return copiesOf(entry, conclusion, places)[0] ?? expect.fail('there is a copy')
}

const ward: Location = { resourceType: 'Location', id: 'own', name: 'Ward 4B' }

/** The copy as the EHR has it after a booking in version 3, with what the EHR added since. */
const inEhr: Appointment = {
  ...copyOf(entryOf(book), done(answered(booked, '3'))).appointment,
  id: 'ehr-1',
  meta: { versionId: '8', tag: [{ code: 'imported' }], source: `${base}/Appointment/a-7/_history/3#k2` },
  text: { status: 'generated', div: '<div>14:20</div>' },
  extension: [{ url: 'https://ehr.example.org/ward', valueString: '4B' }],
  slot: [{ reference: 'Slot/9' }],
  contained: [ward],
  supportingInformation: [{ reference: '#own' }],
}
inEhr.identifier = [...(inEhr.identifier ?? []), { system: 'https://ehr.example.org', value: '77' }]

describe('a change', () => {
  const merged = mergeCopy(inEhr, copyOf(entryOf(modify), done(answered(moved, '4'))))

  test('takes the state of the scheduling server', () => {
    expect(merged).toMatchObject({ start: moved.start, end: moved.end, status: 'booked' })
    expect(merged.meta?.source).toBe(`${base}/Appointment/a-7/_history/4`)
  })

  test('keeps what is the EHR’s', () => {
    expect(merged).toMatchObject({
      id: 'ehr-1',
      meta: { tag: [{ code: 'imported' }] },
      extension: inEhr.extension,
      slot: inEhr.slot,
      contained: inEhr.contained,
      supportingInformation: inEhr.supportingInformation,
    })
    expect(merged.identifier).toEqual(inEhr.identifier)
  })

  test('leaves out what the server no longer says, and the narrative of the former state', () => {
    const { comment: _gone, ...silent } = moved
    const { comment: _asked, ...changed } = moved
    const after = mergeCopy(inEhr, copyOf(entryOf({ ...modify, changed }), done(answered(silent, '4'))))
    expect(after.comment).toBeUndefined()
    expect(after.text).toBeUndefined()
  })
})

test('news of an earlier version change nothing', () => {
  expect(mergeCopy(inEhr, copyOf(entryOf(modify), done(answered(moved, '2'))))).toEqual(inEhr)
})

test('a failed change adds its error only', () => {
  const { contained, supportingInformation, ...rest } = mergeCopy(inEhr, copyOf(entryOf(cancel), refused))
  const { contained: _own, supportingInformation: _ownToo, ...before } = inEhr
  expect(rest).toEqual(before)
  expect(contained?.map(({ id }) => id)).toEqual(['own', 'scheduling-outcome'])
  expect(supportingInformation?.map(({ reference }) => reference)).toEqual(['#own', '#scheduling-outcome'])
})

test('a later error takes the place of the one before, and a success removes it', () => {
  const once = mergeCopy(inEhr, copyOf(entryOf(cancel), unknown))
  const twice = mergeCopy(once, copyOf(entryOf(cancel), refused))
  expect(twice.contained).toHaveLength(2)
  expect(twice.supportingInformation).toHaveLength(2)
  const cancelled = mergeCopy(twice, copyOf(entryOf(cancel), done(answered({ ...booked, status: 'cancelled' }, '4'))))
  expect(cancelled).toMatchObject({ status: 'cancelled', contained: inEhr.contained })
  expect(cancelled.supportingInformation).toEqual(inEhr.supportingInformation)
})

test('that the patient has arrived is the EHR’s to say, unless the time is another', () => {
  const arrived: Appointment = { ...inEhr, status: 'arrived' }
  expect(mergeCopy(arrived, copyOf(entryOf(book), done(answered(booked, '4')))).status).toBe('arrived')
  expect(mergeCopy(arrived, copyOf(entryOf(modify), done(answered(moved, '4')))).status).toBe('booked')
})

test('a booking that is known now gets the server’s link beside the client’s identifier', () => {
  const provisional = { ...copyOf(entryOf(book), unknown).appointment, id: 'ehr-1' }
  const merged = mergeCopy(provisional, copyOf(entryOf(book), done(booked)))
  expect(merged).toMatchObject({ status: 'booked' })
  expect(merged.identifier?.map(({ value }) => value)).toContain('a-7')
  expect(merged.contained).toBeUndefined()
})

test('a stray copy should never have been part of the record', () => {
  expect(asStray(inEhr)).toEqual({ ...inEhr, status: 'entered-in-error' })
})

test('names that reach a prototype are carried as nothing but names', () => {
  // JSON.parse makes `__proto__` a property of its own; a careless copy would assign it to the prototype.
  const hostile = JSON.parse('{"__proto__":{"booked":true},"constructor":{"prototype":{"booked":true}}}') as object
  const merged = mergeCopy({ ...inEhr, meta: { ...inEhr.meta, ...hostile } }, copyOf(entryOf(modify), done({ ...answered(moved, '4'), ...hostile })))
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype)
  expect(Object.getPrototypeOf(merged.meta)).toBe(Object.prototype)
  expect({}).not.toHaveProperty('booked')
})
