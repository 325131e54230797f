import { cleanup } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppointmentCard } from '../features/appointments/appointment-row.tsx'
import { useDetailRows } from '../features/appointments/use-detail-rows.tsx'
import { OfferButton } from '../features/search/list/offer-button.tsx'
import { issuesOf } from '../fhir/issues.ts'
import type { Appointment, Patient } from '../fhir/types.ts'
import { appointmentFacts } from '../i18n/appointment-facts.ts'
import { patientIdentity, patientLine } from '../i18n/patient-identity.ts'
import { calendarFile } from '../features/booking/calendar-file.ts'
import { OutcomePanel } from '../ui/outcome-panel.tsx'
import { PatientBanner } from '../ui/patient-banner.tsx'
import { ReadBack } from '../ui/read-back.tsx'
import { renderWithTheme } from './render.tsx'

/** Text from a server is shown as text wherever people read it: short, visible, in its own place. */

const attack = fc.constantFrom(
  '<script>attacked()</script>',
  '<img src=x onerror=attacked()>',
  '"><svg/onload=attacked()>',
  'javascript:attacked()',
  'data:text/html,<script>attacked()</script>',
  '\u202e\u2067',
  '\u0000\u001b[2J',
  'x'.repeat(100_000),
  `e${'\u0301'.repeat(5_000)}`,
  'דוד\u200f',
)
const words = fc.array(fc.oneof(attack, fc.string({ unit: 'binary', maxLength: 20 })), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))

const unseen = /[\u202a-\u202e\u200b\u200e\u200f\ufeff\0-\x08\x1b]/

/** Expects that only our own elements are there, nothing leads anywhere, and no text runs on. */
function expectInert(container: HTMLElement, longest = 10_000): void {
  expect(container.querySelector('script, img, iframe, object, embed, a, form, [onerror], [onload], [src], [href]')).toBeNull()
  expect(container.textContent).not.toMatch(unseen)
  expect(container.textContent.length).toBeLessThan(longest)
  for (const named of container.querySelectorAll('[aria-label]')) expect(named.getAttribute('aria-label')).not.toMatch(unseen)
}

function check(property: (text: string) => void): void {
  fc.assert(
    fc.property(words, (text) => {
      property(text)
      cleanup()
    }),
    { numRuns: 25 },
  )
}

const appointment = (text: string): Appointment => ({
  resourceType: 'Appointment',
  id: 'p-1',
  status: 'proposed',
  start: '2026-11-24T14:20:00-06:00',
  end: '2026-11-24T14:40:00-06:00',
  serviceType: [{ text }],
  participant: [
    { actor: { reference: 'Practitioner/brandt', display: text }, status: 'accepted' },
    { actor: { reference: 'Location/harbour', display: text }, status: 'accepted' },
  ],
})
const facts = (text: string) =>
  appointmentFacts(appointment(text), { names: new Map(), locations: new Map() }, { configuredZone: 'America/Chicago', locale: 'en-GB' })

function Details({ appointment: shown }: { readonly appointment: Appointment }) {
  return <ReadBack rows={useDetailRows(shown, facts('x'))} />
}

describe('a hostile text is inert', () => {
  test('in the patient’s banner, which still has four parts', () => {
    check((text) => {
      const patient: Patient = {
        resourceType: 'Patient',
        id: 'p',
        name: [{ text }],
        identifier: [{ system: 'urn:mrn', value: text }],
        gender: text as 'female',
        birthDate: '1958-03-04',
      }
      const { container } = renderWithTheme(<PatientBanner patient={patientIdentity(patient, '2026-11-23')} />)
      expectInert(container)
      expect(container.querySelector('section')?.textContent).toContain('4 Mar 1958 (68)')
    })
  })

  test('in the place of a birth date or a sex, in the banner and in the line that a patient is confirmed by', () => {
    check((text) => {
      const identity = patientIdentity({ resourceType: 'Patient', id: 'p', birthDate: text, gender: text as 'female' }, '2026-11-23')
      const { container } = renderWithTheme(
        <>
          <PatientBanner patient={identity} />
          <p>{patientLine(identity)}</p>
        </>,
      )
      expectInert(container)
      expect(container.textContent).toContain('sex unknown')
      expect(container.textContent.length).toBeLessThan(500)
    })
  })

  test('in a list of appointments, and an id that is none leads nowhere', () => {
    check((text) => {
      const listed: Appointment = {
        ...appointment(text),
        id: text,
        status: text as 'booked',
        participant: Array.from({ length: 200 }, (_, index) => ({ actor: { reference: `Patient/${index}`, display: `${index}${text}` }, status: 'accepted' as const })),
      }
      const row = { key: 'a', appointment: listed, facts: facts(text) }
      const { container } = renderWithTheme(<AppointmentCard row={row} showPatient showZone />)
      for (const link of container.querySelectorAll('a')) {
        expect(link.getAttribute('href')).toMatch(/^#?\/appointments\/[^/?#]*$/)
        link.replaceWith(...link.childNodes)
      }
      expectInert(container)
      expect(container.textContent).toMatch(/Unknown status “|Status not stated/)
      expect(container.textContent).toContain('and 192 more')
    })
  })

  test('in what an appointment says beside: texts, reasons, identifiers, version, status', () => {
    check((text) => {
      const whole: Appointment = {
        ...appointment(text),
        id: text,
        status: text as 'booked',
        meta: { versionId: text, lastUpdated: '2026-11-20T10:00:00Z' },
        identifier: Array.from({ length: 1000 }, (_, index) => ({ system: text, value: `${index}${text}` })),
        reasonCode: Array.from({ length: 1000 }, (_, index) => ({ text: `${index}${text}` })),
        cancelationReason: { text },
        comment: text,
        description: text,
        patientInstruction: text,
      }
      const { container } = renderWithTheme(<Details appointment={whole} />)
      expect(container.textContent).toContain('and 992 more')
      expect(container.textContent.length).toBeLessThan(20_000)
      expectInert(container, 20_000)
    })
  })

  test('on an offer, whose name begins with its day and time', () => {
    check((text) => {
      const { container } = renderWithTheme(
        <OfferButton
          {...{ offer: appointment(text), facts: facts(text), withZone: true, withService: true, overlaps: false }}
          {...{ isPresent: false, isChosen: false, isTabStop: true, onChoose: ignore, onFocus: ignore, register: ignore }}
        />,
      )
      expectInert(container)
      expect(container.querySelector('button')?.getAttribute('aria-label')).toMatch(/^Tuesday 24 November 2026, 14:20–14:40/)
    })
  })

  test('in an outcome and in what the server said', () => {
    check((text) => {
      const outcomes = [
        { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing', diagnostics: text, details: { text } }] },
        { resourceType: 'OperationOutcome', text: { status: 'generated', div: `<div>${text}</div>` } },
      ]
      const messages = outcomes.flatMap(issuesOf).map((issue) => issue.text)
      const { container } = renderWithTheme(
        <OutcomePanel tone="failed" heading="Not booked" messages={messages} details={facts(text).what} />,
      )
      expectInert(container)
      expect(container.querySelector('h1')?.textContent).toBe('Not booked')
    })
  })

  test('in a calendar file, which has the lines it should have and no others', () => {
    check((text) => {
      const file = calendarFile({ ...appointment(text), id: text }, facts(text), 0)
      const lines = file.replaceAll('\r\n ', '').split('\r\n')
      expect(lines.map((line) => /^[A-Z]+(?=[:;])/.exec(line)?.[0] ?? line)).toEqual(
        ['BEGIN', 'VERSION', 'PRODID', 'METHOD', 'BEGIN', 'UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'LOCATION', 'STATUS', 'END', 'END', ''].filter(
          (name) => name !== 'LOCATION' || facts(text).where.length > 0,
        ),
      )
      for (const line of file.split('\r\n')) {
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        expect(line).not.toMatch(/[\r\n\0-\x08\u0085\u2028]/)
      }
    })
  })
})

function ignore(): void {}
