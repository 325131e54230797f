import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../fhir/types.ts'
import type { Activity } from '../../queries/activity.ts'
import { readView, shownIn, viewQuery, type ActivityView } from './activity-view.ts'

const everything: ActivityView = { onlyUnresolved: false, kinds: [], day: undefined }

const hold = activity('hold', '2026-11-23T14:05:00Z')
const lateBooking = activity('book', '2026-11-24T05:30:00Z')
const openCancellation = { ...activity('cancel', '2026-11-24T15:00:00Z'), isUnresolved: true }
const all = [openCancellation, lateBooking, hold]

describe('the address', () => {
  test.each<[string, ActivityView]>([
    ['', everything],
    ['show=unresolved', { ...everything, onlyUnresolved: true }],
    ['kind=book&kind=move&day=2026-11-23', { ...everything, kinds: ['book', 'move'], day: '2026-11-23' }],
  ])('"%s" is read and written back as it was', (query, view) => {
    expect(readView(new URLSearchParams(query))).toEqual(view)
    expect(viewQuery(view).toString()).toBe(query)
  })

  test.each(['show=everything', 'kind=teleport', 'day=2026-02-30', 'day=0002-11-23', 'day=tomorrow'])(
    'what makes no sense is as if it were not there: %s',
    (query) => expect(readView(new URLSearchParams(query))).toEqual(everything),
  )
})

describe('the filters', () => {
  test('nothing chosen shows everything', () => {
    expect(shownIn(everything, all, 'America/Chicago')).toEqual(all)
  })

  test('only what is unresolved', () => {
    expect(shownIn({ ...everything, onlyUnresolved: true }, all, 'America/Chicago')).toEqual([openCancellation])
  })

  test('only some kinds', () => {
    expect(shownIn({ ...everything, kinds: ['book', 'hold'] }, all, 'America/Chicago')).toEqual([lateBooking, hold])
  })

  test('a day is that of the clinic, not of Greenwich', () => {
    expect(shownIn({ ...everything, day: '2026-11-23' }, all, 'America/Chicago')).toEqual([lateBooking, hold])
    expect(shownIn({ ...everything, day: '2026-11-24' }, all, 'UTC')).toEqual([openCancellation, lateBooking])
  })

  test('both steps of a move are a move, and no booking and no cancellation', () => {
    const [first, second] = [moveStep('book', 'book-new'), moveStep('cancel', 'cancel-old')]
    expect(shownIn({ ...everything, kinds: ['move'] }, [first, second, ...all], 'UTC')).toEqual([first, second])
    expect(shownIn({ ...everything, kinds: ['book', 'cancel'] }, [first, second], 'UTC')).toEqual([])
  })
})

function activity(kind: 'hold' | 'book' | 'cancel', sentAt: string): Activity {
  const appointment: Appointment = { resourceType: 'Appointment', status: 'proposed', participant: [] }
  const patient = { resourceType: 'Patient', id: 'p' } as const
  const intents = {
    hold: { kind: 'hold', offer: appointment, patient },
    book: { kind: 'book', offer: appointment, held: false, patient, correlationId: 'c' },
    cancel: { kind: 'cancel', original: appointment, patient, reason: { code: 'pat' } },
  } as const
  return {
    entry: {
      id: `${kind} ${sentAt}`,
      server: 'https://clinic.test/fhir',
      patientId: 'p',
      intent: intents[kind],
      events: [{ kind: 'sent', atInstant: Date.parse(sentAt) }],
    },
    conclusion: { kind: 'unknown', issues: [] },
    record: 'not-asked',
    audit: 'off',
    recordWords: [],
    auditWords: [],
    isUnderWay: false,
    isUnresolved: false,
    isElsewhere: false,
  }
}

function moveStep(kind: 'book' | 'cancel', step: 'book-new' | 'cancel-old'): Activity {
  const plain = activity(kind, '2026-11-24T16:00:00Z')
  const original: Appointment = { resourceType: 'Appointment', status: 'booked', participant: [] }
  return { ...plain, entry: { ...plain.entry, move: { id: 'm', step, original, reason: { code: 'pat' } } } }
}
