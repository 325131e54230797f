import { expect, test } from 'vitest'
import { statusReasonCoding, statusReasons } from './status-reason-list.ts'
import { staffCancel } from './status-reasons.ts'

test('the status reasons are the 32 codes of the code system, in its order and its spelling', () => {
  expect(Object.keys(statusReasons)).toEqual([
    'abnormal-results',
    'cms-auth',
    'deceased',
    'discharged',
    'disgruntled',
    'equip-unavail',
    'financial',
    'hospitalized',
    'improper-iv',
    'improved',
    'interpreter-unavail',
    'meeting',
    'moved',
    'needs-tests',
    'new-provider',
    'no-show',
    'other',
    'patient-cancel',
    'personal',
    'plan-changes',
    'pregnant',
    'prep-incomplete',
    'prep-unavail',
    'refused',
    'room-unavial',
    'scheduling-error',
    'staff-cancel',
    'terminated',
    'transportation',
    'wait-list',
    'walk-in-error',
    'weather',
  ])
})

test('a status reason is coded in the system of the profile', () => {
  expect(statusReasonCoding('room-unavial')).toEqual({
    system: 'https://profiles.ihe.net/ITI/Scheduling/CodeSystem/status-reason',
    code: 'room-unavial',
    display: 'Room or Location Not Available.',
  })
})

test('the reason that is not taken from the list is as it stands there', () => {
  expect(staffCancel).toEqual(statusReasonCoding('staff-cancel'))
})
