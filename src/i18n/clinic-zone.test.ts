import { describe, expect, test } from 'vitest'
import { clinicZone, isZone, viewerDifference, zoneName, zoneNameAt } from './clinic-zone.ts'

const at = (text: string) => Temporal.Instant.from(text)

describe('the zone of a clinic', () => {
  const all = {
    locationZone: 'America/Chicago',
    configuredZone: 'Europe/Berlin',
    startInstant: '2026-11-24T14:20:00-05:00',
    viewerZone: 'Asia/Tokyo',
  }

  test('is the Location’s before anything else', () => {
    expect(clinicZone(all)).toBe('America/Chicago')
  })

  test('is the configured one where the Location has none, or one that does not exist', () => {
    expect(clinicZone({ ...all, locationZone: undefined })).toBe('Europe/Berlin')
    expect(clinicZone({ ...all, locationZone: 'Central' })).toBe('Europe/Berlin')
  })

  test('is the offset that the server wrote where neither is known', () => {
    expect(clinicZone({ startInstant: '2026-11-24T14:20:00-05:00', viewerZone: 'Asia/Tokyo' })).toBe('-05:00')
  })

  test.each([
    '2026-11-24T14:20:00Z', '2026-11-24T14:20:00+00:00', 'tomorrow', undefined,
  ])('is the viewer’s where the start is %s', (start) => {
    expect(clinicZone({ startInstant: start, viewerZone: 'Asia/Tokyo' })).toBe('Asia/Tokyo')
  })

  test.each(['', 'Chicago/America', '+1', '+15:00', '-06:60', 'null'])('cannot be %j', (zone) => {
    expect(isZone(zone)).toBe(false)
  })
})

describe('the name of a zone', () => {
  const winter = at('2026-11-24T12:00:00Z')
  const summer = at('2026-07-01T12:00:00Z')

  test.each([
    ['America/Chicago', 'Chicago time', 'Chicago time (UTC−06:00)'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time', 'Buenos Aires time (UTC−03:00)'],
    ['Europe/Berlin', 'Berlin time', 'Berlin time (CET)'],
    ['-06:00', 'UTC−06:00', 'UTC−06:00'],
    ['UTC', 'UTC time', 'UTC time'],
  ])('%s is called %s, and in November %s', (zone, name, inWinter) => {
    expect(zoneName(zone)).toBe(name)
    expect(zoneNameAt(zone, winter, 'en-GB')).toBe(inWinter)
  })

  test('follows summer time', () => {
    expect(zoneNameAt('Europe/Berlin', summer, 'en-GB')).toBe('Berlin time (CEST)')
    expect(zoneNameAt('America/Chicago', summer, 'en-GB')).toBe('Chicago time (UTC−05:00)')
  })
})

describe('the viewer’s difference', () => {
  test.each([
    ['America/Chicago', '2026-11-24T12:00:00Z', 'Europe/Berlin', 'you: +7 h'],
    ['America/Chicago', '2026-10-28T12:00:00Z', 'Europe/Berlin', 'you: +6 h'],
    ['Europe/Berlin', '2026-11-24T12:00:00Z', 'America/Chicago', 'you: −7 h'],
    ['Asia/Kolkata', '2026-11-24T12:00:00Z', 'Europe/Berlin', 'you: −4 h 30 min'],
    ['Asia/Kolkata', '2026-11-24T12:00:00Z', 'Asia/Karachi', 'you: −30 min'],
    ['-06:00', '2026-11-24T12:00:00Z', 'UTC', 'you: +6 h'],
    ['Europe/Berlin', '2026-11-24T12:00:00Z', 'Europe/Paris', undefined],
    ['America/Chicago', '2026-11-24T12:00:00Z', '-06:00', undefined],
  ])('from %s at %s, seen from %s: %s', (zone, instant, viewer, words) => {
    expect(viewerDifference(zone, at(instant), viewer)).toBe(words)
  })
})
