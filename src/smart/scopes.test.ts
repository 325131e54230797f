import { describe, expect, it } from 'vitest'
import { compareScopes, splitScopes, type Interaction } from './scopes.ts'

function allowed(granted: string, resource = 'Appointment'): string {
  const scopes = compareScopes([], splitScopes(granted))
  return (['c', 'r', 'u', 'd', 's'] satisfies Interaction[]).filter((letter) => scopes.allows(resource, letter)).join('')
}

describe('what granted scopes allow', () => {
  it.each([
    ['user/Appointment.read', 'rs'],
    ['user/Appointment.write', 'cud'],
    ['patient/Appointment.*', 'cruds'],
    ['system/Appointment.cruds', 'cruds'],
    ['user/Appointment.rs', 'rs'],
    ['user/Appointment.c patient/Appointment.r', 'cr'],
    ['user/*.rs', 'rs'],
    ['user/Appointment.rs?status=booked', 'rs'],
    ['user/Patient.cruds', ''],
    ['user/Appointment.', ''],
    ['user/Appointment.readwrite', ''],
    ['user/appointment.rs', ''],
    ['Appointment.rs', ''],
    ['openid launch', ''],
    ['', ''],
  ])('"%s" allows "%s"', (granted, letters) => {
    expect(allowed(granted)).toBe(letters)
  })
})

describe('what is missing', () => {
  const missing = (requested: string, granted: string) => compareScopes(splitScopes(requested), splitScopes(granted)).missing

  it('is nothing when the same was granted in another notation or wider', () => {
    expect(missing('user/Appointment.cruds', 'user/Appointment.read user/Appointment.write')).toEqual([])
    expect(missing('user/Appointment.rs', 'user/*.*')).toEqual([])
    expect(missing('patient/Appointment.rs', 'user/Appointment.read')).toEqual([])
  })

  it('names the interactions that lack', () => {
    expect(missing('user/Appointment.cruds user/Patient.rs', 'user/Appointment.rs')).toEqual([
      'user/Appointment.cud',
      'user/Patient.rs',
    ])
  })

  it('is the wider context when only one patient was granted', () => {
    expect(missing('user/Appointment.rs', 'patient/Appointment.rs')).toEqual(['user/Appointment.rs'])
  })

  it('names other scopes by name, except the launch context, which need not be repeated', () => {
    expect(missing('launch launch/patient openid online_access', 'openid')).toEqual(['online_access'])
  })
})
