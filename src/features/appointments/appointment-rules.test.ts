import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../fhir/types.ts'
import { statusReasons } from '../../scheduling/status-reason-list.ts'
import { textsOf, withTexts } from '../../fhir/appointment-texts.ts'
import { changesMeanwhile } from '../../scheduling/changes-meanwhile.ts'
import { groupByTime } from './group-by-time.ts'
import { offeredActions } from './offered-actions.ts'
import { searchLike } from '../../scheduling/search-like.ts'
import { statusReasonChoices } from './status-reason-labels.ts'

const base = 'https://clinic.test/fhir'
const visit: Appointment = {
  resourceType: 'Appointment',
  id: 'a-1',
  meta: { versionId: '1' },
  status: 'booked',
  start: '2026-11-24T14:20:00-06:00',
  end: '2026-11-24T14:40:00-06:00',
  requestedPeriod: [{ start: '2026-11-24T14:20:00-06:00', end: '2026-11-24T14:40:00-06:00' }],
  description: 'Follow-up visit',
  reasonCode: [{ text: 'Palpitations' }],
  participant: [
    { actor: { reference: 'Patient/1', display: 'Ida Romero' }, status: 'accepted' },
    { actor: { reference: 'Practitioner/7', display: 'Dr. Brandt' }, status: 'accepted' },
    { actor: { reference: 'Location/3' }, status: 'accepted' },
  ],
}

describe('upcoming and past', () => {
  const at = (id: string, start: string, end: string): Appointment => ({ ...visit, id, start, end })
  const now = Date.parse('2026-11-24T12:00:00Z')

  test('a visit that is under way is still to come; one that has just ended is past', () => {
    const underWay = at('under-way', '2026-11-24T11:50:00Z', '2026-11-24T12:10:00Z')
    const ended = at('ended', '2026-11-24T11:40:00Z', '2026-11-24T12:00:00Z')
    expect(groupByTime([ended, underWay], now)).toEqual({ upcoming: [underWay], past: [ended], undated: [] })
  })

  test('one without a readable time is in neither', () => {
    const { start: _start, end: _end, ...waiting } = visit
    const unreadable = { ...visit, start: '2026-11-24T14:20:00' }
    expect(groupByTime([waiting, unreadable], now)).toEqual({ upcoming: [], past: [], undated: [waiting, unreadable] })
  })
})

describe('what is offered', () => {
  const offered = (status: Appointment['status'], mayUpdate = true) => offeredActions({ ...visit, status }, mayUpdate)

  test('everything for a booked one, cancelling for a pending one, nothing for the rest', () => {
    expect(offered('booked')).toEqual({ actions: ['reschedule', 'change', 'cancel'] })
    expect(offered('pending')).toEqual({ actions: ['cancel'], because: 'not-confirmed' })
    const others = ['cancelled', 'fulfilled', 'noshow', 'arrived', 'checked-in', 'entered-in-error', 'waitlist'] as const
    for (const status of others) {
      expect(offered(status)).toEqual({ actions: [], because: 'over-and-done' })
    }
  })

  test('nothing where the launch may not write', () => {
    expect(offered('booked', false)).toEqual({ actions: [], because: 'not-permitted' })
  })
})

describe('what someone else changed meanwhile', () => {
  test('nothing, when the server says the same in another order, another zone and other words for the actors', () => {
    const again: Appointment = {
      ...visit,
      start: '2026-11-24T20:20:00Z',
      end: '2026-11-24T20:40:00Z',
      participant: visit.participant
        .toReversed()
        .map(({ actor, ...rest }) => ({ ...rest, actor: { reference: `${base}/${actor?.reference ?? ''}` } })),
    }
    expect(changesMeanwhile(visit, again)).toEqual([])
  })

  test('each part that people see is told apart', () => {
    const [patient, , place] = visit.participant
    if (!patient || !place) throw new Error('incomplete')
    const other = { actor: { reference: 'Practitioner/8' }, status: 'accepted' as const }
    expect(changesMeanwhile(visit, { ...visit, status: 'cancelled' })).toEqual(['status'])
    expect(changesMeanwhile(visit, { ...visit, end: '2026-11-24T15:00:00-06:00' })).toEqual(['when'])
    expect(changesMeanwhile(visit, { ...visit, participant: [patient, other, place] })).toEqual(['who'])
    expect(changesMeanwhile(visit, { ...visit, participant: visit.participant.slice(0, 2) })).toEqual(['where'])
    expect(changesMeanwhile(visit, { ...visit, participant: visit.participant.slice(1) })).toEqual(['patient'])
    expect(changesMeanwhile(visit, { ...visit, serviceType: [{ text: 'ECG' }] })).toEqual(['what'])
    expect(changesMeanwhile(visit, { ...visit, reasonCode: [{ text: 'ECG' }], comment: 'Fasting' })).toEqual(['reason', 'note'])
  })

  test('a newer version counts when nothing else differs, and only where the server numbers them', () => {
    expect(changesMeanwhile(visit, { ...visit, meta: { versionId: '2' } })).toEqual(['version'])
    expect(changesMeanwhile(visit, { ...visit, meta: { versionId: '2' }, comment: 'Fasting' })).toEqual(['note'])
    expect(changesMeanwhile(visit, { ...visit, meta: { lastUpdated: '2026-11-23T08:00:00Z' } })).toEqual([])
  })
})

describe('a search like the appointment', () => {
  test('names one code of each concept, and the practitioner but not the room', () => {
    const snomed = { system: 'http://snomed.info/sct', code: '394579002' }
    const specialty = [{ coding: [{ code: 'cardio' }, snomed, { system: 'urn:x', code: 'c' }] }]
    expect(searchLike({ ...visit, specialty }, base).toString()).toBe(
      new URLSearchParams({ specialty: 'http://snomed.info/sct|394579002', practitioner: 'Practitioner/7' }).toString(),
    )
  })

  test('takes an absolute reference of this server, and leaves out one of another', () => {
    const by = (reference: string): Appointment => ({ ...visit, participant: [{ actor: { reference }, status: 'accepted' }] })
    expect(searchLike(by(`${base}/Practitioner/7`), base).get('practitioner')).toBe('Practitioner/7')
    expect(searchLike(by('https://elsewhere.test/fhir/Practitioner/7'), base).has('practitioner')).toBe(false)
  })
})

describe('changed texts', () => {
  test('everything else stays as it was', () => {
    const changed = withTexts(visit, { reasonForVisit: ' ECG ', note: 'Fasting' })
    expect(changed).toEqual({ ...visit, reasonCode: [{ text: 'ECG' }], comment: 'Fasting' })
  })

  test('an emptied text leaves its element out', () => {
    const changed = withTexts({ ...visit, comment: 'Fasting' }, { reasonForVisit: '', note: '  ' })
    expect(changed).not.toHaveProperty('reasonCode')
    expect(changed).not.toHaveProperty('comment')
    expect(textsOf(changed)).toEqual({ reasonForVisit: '', note: '' })
  })
})

test('every coded status reason has its words, once, those of one group side by side', () => {
  expect(statusReasonChoices.map(({ code }) => code).toSorted()).toEqual(Object.keys(statusReasons).toSorted())
  expect(new Set(statusReasonChoices.map(({ label }) => label.message ?? label.id)).size).toBe(32)
  const groups = statusReasonChoices.map(({ group }) => group.id)
  expect(groups.filter((group, index) => group !== groups[index - 1])).toHaveLength(3)
})
