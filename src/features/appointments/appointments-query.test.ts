import { expect, test } from 'vitest'
import { appointmentsQueryOf } from './appointments-query.ts'
import { readView } from './appointments-view.ts'

const view = (query: string) => readView(new URLSearchParams(query), { today: '2026-11-23', hasPatient: true })
const patient = { patient: 'Patient/1' }

test('a patient and the days go together; the last day is asked for to its end', () => {
  expect(appointmentsQueryOf(view('from=2026-11-23&to=2026-11-23'), patient, 'America/Chicago')).toEqual({
    patient: 'Patient/1',
    from: '2026-11-23T00:00:00-06:00',
    until: '2026-11-24T00:00:00-06:00',
    count: 100,
  })
})

test('on a day that changes the clock each end has its own offset', () => {
  expect(appointmentsQueryOf(view('from=2026-11-01&to=2026-11-01'), patient, 'America/Chicago')).toMatchObject({
    from: '2026-11-01T00:00:00-05:00',
    until: '2026-11-02T00:00:00-06:00',
  })
})

test('where only an offset is known, days are counted by it', () => {
  expect(appointmentsQueryOf(view('from=2026-11-23&to=2026-11-23'), patient, '-06:00')?.from).toBe('2026-11-23T00:00:00-06:00')
})

test('a practitioner’s and a place’s day name no patient', () => {
  const ofPractitioner = view('scope=practitioner&practitioner=Practitioner/7&day=2026-11-24&status=booked')
  expect(appointmentsQueryOf(ofPractitioner, patient, 'UTC')).toEqual({
    practitioner: 'Practitioner/7',
    from: '2026-11-24T00:00:00+00:00',
    until: '2026-11-25T00:00:00+00:00',
    status: ['booked'],
    count: 100,
  })
  const ofPlace = view('scope=place&place=Location/7&day=2026-11-24')
  expect(appointmentsQueryOf(ofPlace, patient, 'UTC')).toMatchObject({ location: 'Location/7' })
})

test('nothing is asked while it is open for whom, or when the days are the wrong way round', () => {
  expect(appointmentsQueryOf(view('scope=practitioner'), patient, 'UTC')).toBeUndefined()
  expect(appointmentsQueryOf(view('scope=place'), patient, 'UTC')).toBeUndefined()
  expect(appointmentsQueryOf(view(''), {}, 'UTC')).toBeUndefined()
  expect(appointmentsQueryOf(view('from=2026-11-24&to=2026-11-23'), patient, 'UTC')).toBeUndefined()
})
