import { describe, expect, test } from 'vitest'
import { oddReferences } from '../../mocks/faults/attacks.ts'
import type { Appointment } from '../fhir/types.ts'
import { ProtocolError } from './failure.ts'
import { patientQuery } from './patient-reference.ts'
import { searchAppointments, uniqueById } from './search-appointments.ts'
import { fhirAnswer, stubServer } from './testing/http-exchange.ts'
import { patient, serverWith } from './testing/intents.ts'
import { appointmentText, ok, outcomeText, searchset } from './testing/outcome-of.ts'

/** ITI-118 */

const query = { patient: 'Patient/romero', from: '2026-11-24T00:00:00Z', until: '2026-11-25T00:00:00Z' }
const at = (id: string, time: string) => appointmentText({ id, status: 'booked', start: `2026-11-24T${time}:00Z` })
const withNext = (body: string, url: string) => ok(body.replace('"type":', `"link":[{"relation":"next","url":"${url}"}],"type":`))
const failureOf = async (page: Promise<unknown>) => {
  const error: unknown = await page.catch((thrown: unknown) => thrown)
  return error instanceof ProtocolError ? error.failure : error
}

describe('existing appointments', () => {
  test('are read page after page, each once, in order of start', async () => {
    const { transport, sent } = stubServer(
      withNext(searchset(at('c', '16:00'), at('a', '09:00')), '/fhir?page=2'),
      withNext(searchset(at('a', '09:00'), outcomeText('warning', 'not-supported', 'One room was left out')), '?page=3'),
      ok(searchset(at('b', '09:00'), appointmentText({ id: 'no-time', status: 'cancelled' }), '{"resourceType":"Appointment"}')),
    )
    const found = await searchAppointments(serverWith(transport), query)
    expect(found.appointments.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'no-time'])
    expect(found.notices).toEqual([{ severity: 'warning', code: 'not-supported', text: 'One room was left out' }])
    expect(found.unreadable).toBe(1)
    expect(sent.map(({ line }) => line)).toEqual([
      'POST https://clinic.example.org/fhir/Appointment/_search',
      'GET https://clinic.example.org/fhir?page=2',
      'GET https://clinic.example.org/fhir/?page=3',
    ])
  })

  test('of another patient than the one asked for are refused, and counted', async () => {
    const of = (id: string, patient: string) => appointmentText({ id, status: 'booked', start: '2026-11-24T09:00:00Z', patient })
    const body = searchset(of('ours', 'Patient/romero'), of('theirs', 'Patient/romano'), at('unsaid', '10:00'))
    const found = await searchAppointments(serverWith(stubServer(ok(body)).transport), query)
    expect(found.appointments.map(({ id }) => id)).toEqual(['ours'])
    expect(found.ofOthers).toBe(1)
    // Next to somebody else's appointment, one that names nobody may be anybody's.
    expect(found.untold.map(({ id }) => id)).toEqual(['unsaid'])
    const day = { practitioner: 'Practitioner/brandt', from: query.from, until: query.until }
    const everyones = await searchAppointments(serverWith(stubServer(ok(body)).transport), day)
    expect(everyones).toMatchObject({ appointments: { length: 3 }, ofOthers: 0 })
  })

  test('that name a patient in a way that can’t be read are not passed off as the patient’s', async () => {
    const of = (id: string, patient: string) => appointmentText({ id, status: 'booked', start: '2026-11-24T09:00:00Z', patient })
    const elsewhere = 'https://elsewhere.example/fhir/Patient/romero'
    const odd = [...oddReferences, elsewhere, '/Patient/romero'].map((patient, index) => of(`a-${index}`, patient))
    const found = await searchAppointments(serverWith(stubServer(ok(searchset(of('ours', 'Patient/romero'), ...odd))).transport), query)
    expect(found.appointments.map(({ id }) => id)).toEqual(['ours'])
    // Those that may be the patient's own don't count as others'.
    expect({ ofOthers: found.ofOthers, unreadable: found.unreadable }).toEqual({ ofOthers: oddReferences.length - 1, unreadable: 3 })
  })

  test('are the patient’s by an identifier, too, where the reference can’t be read', async () => {
    const of = (id: string, value: string, reference: string) =>
      at(id, '09:00').replace('"participant":[', `"participant":[{"actor":{"reference":"${reference}","identifier":{"system":"urn:oid:2.999.1","value":"${value}"}},"status":"accepted"},`)
    const elsewhere = 'https://ehr.example/fhir/Patient/romero'
    const body = searchset(of('a', '004217', elsewhere), of('b', '004217', '/Patient/romero'), of('c', '004218', elsewhere), of('d', '004218', 'Patient/romero'))
    const asked = { ...query, ...patientQuery(patient, true) }
    const { transport, sent } = stubServer(ok(body))
    const found = await searchAppointments(serverWith(transport), asked)
    expect(found.appointments.map(({ id }) => id)).toEqual(['a', 'b', 'd'])
    expect(found).toMatchObject({ ofOthers: 1, unreadable: 0 })
    expect(sent[0]?.body).not.toContain('004217')
  })

  test('of another patient are told by identifier where the servers share no ids', async () => {
    const named = (id: string, value: string) =>
      at(id, '09:00').replace('"participant":[', `"participant":[{"actor":{"type":"Patient","identifier":{"system":"urn:mrn","value":"${value}"}},"status":"accepted"},`)
    const { transport } = stubServer(ok(searchset(named('ours', '1|2'), named('theirs', '3'))))
    const { patient: _none, ...window } = query
    const found = await searchAppointments(serverWith(transport), { ...window, patientIdentifier: 'urn:mrn|1|2' })
    expect(found.appointments.map(({ id }) => id)).toEqual(['ours'])
    expect(found.ofOthers).toBe(1)
  })

  describe('of whom the server doesn’t say whose they are', () => {
    const of = (id: string, ...patients: string[]) =>
      patients.reduce(
        (text, patient) => text.replace('"participant":[', `"participant":[{"actor":{"reference":"Patient/${patient}"},"status":"accepted"},`),
        at(id, '09:00'),
      )
    const withSelf = (body: string, url: string) => body.replace('"type":', `"link":[{"relation":"self","url":"${url}"}],"type":`)
    const { patient: _none, ...window } = query
    const idsOf = async (body: string, sharesPatients = false) => {
      const server = serverWith(stubServer(ok(body)).transport, { sharesPatients })
      const asked = sharesPatients ? query : { ...window, patientIdentifier: 'urn:mrn|1' }
      const { appointments, untold } = await searchAppointments(server, asked)
      return { shown: appointments.map(({ id }) => id), untold: untold.map(({ id }) => id) }
    }

    test.each<[string, string]>([
      ['as the only ones', searchset(of('a', 'k-7'), of('b', 'k-7'), at('c', '10:00'))],
      ['with others in a group', searchset(of('a', 'k-7', 'k-8'), of('b', 'k-9', 'k-7'), at('c', '10:00'))],
      ['with a self link that repeats the patient', withSelf(searchset(at('a', '09:00'), at('b', '09:10'), at('c', '10:00')), '?patient.identifier=urn:mrn%7C1&date=ge2026')],
      ['with a self link that tells nothing', withSelf(searchset(at('a', '09:00'), at('b', '09:10'), at('c', '10:00')), 'https://clinic.example.org/fhir?_getpages=7f')],
      ...[
        '?date=ge2026&amp;patient.identifier=urn:mrn%7C1',
        '?date=ge2026;patient.identifier=urn:mrn%7C1',
        'https://x/fhir/Patient/77/Appointment?date=ge2026',
        '?date=ge2026&Patient.identifier=urn:mrn%7C1',
        '?date=ge2026&subject.identifier=urn:mrn%7C1',
        '?date=ge2026&participant=urn:mrn%7C1',
        '?date=ge2026&_has:x=%E0%A4%A&actor:Patient.identifier=1',
        '?date=ge2026&actor%3APatient.identifier=1',
      ].map((link) => [`with the self link ${link}`, withSelf(searchset(...['a', 'b', 'c'].map((id) => at(id, '09:00'))), link)] as [string, string]),
    ])('are the patient’s: %s', async (_how, body) => {
      expect(await idsOf(body)).toEqual({ shown: ['a', 'b', 'c'], untold: [] })
    })

    test.each([
      ['the server names several patients', searchset(of('a', 'k-7'), of('b', 'k-8'), at('c', '10:00')), false],
      ['its self link leaves the patient out', withSelf(searchset(of('a', 'k-7'), of('b', 'k-7'), at('c', '10:00')), 'https://x/Appointment?date=ge2026&_count=9'), false],
      ['its self link leaves out the patient whom it shares', withSelf(searchset(...['a', 'b', 'c'].map((id) => at(id, '09:00'))), '?date=ge2026'), true],
      ...[
        ['identifiers of its own', '{"type":"Patient","identifier":{"system":"urn:own","value":"7"}}', '{"type":"Patient","identifier":{"system":"urn:own","value":"8"}}'],
        ['names', '{"type":"Patient","display":"Ida Romero"}', '{"type":"Patient","display":"Bo Romano"}'],
        ['what is contained', '{"type":"Patient","reference":"#p1"}', '{"type":"Patient","reference":"#p2"}'],
        ['ids that R4 does not allow', '{"reference":"Patient/p_7"}', '{"reference":"Patient/p_8"}'],
      ].map(([how, one = '', other = '']): [string, string, boolean] => [
        `the server names several patients by ${how}`,
        searchset(of('a', 'x').replace('{"reference":"Patient/x"}', one), of('b', 'x').replace('{"reference":"Patient/x"}', other), at('c', '10:00')),
        false,
      ]),
    ])('may be anybody’s where %s', async (_how, body, sharesPatients) => {
      expect(await idsOf(body, sharesPatients)).toEqual({ shown: [], untold: ['a', 'b', 'c'] })
    })

    test('is no question where nobody’s in particular were asked for', async () => {
      const body = withSelf(searchset(of('a', 'k-7'), of('b', 'k-8')), '?date=ge2026')
      expect(await searchAppointments(serverWith(stubServer(ok(body)).transport), window)).toMatchObject({ appointments: { length: 2 }, untold: [] })
    })
  })

  test('are in order of the instant, not of its text', async () => {
    const early = appointmentText({ id: 'early', status: 'booked', start: '2026-11-24T23:00:00+09:00' })
    const { transport } = stubServer(ok(searchset(at('late', '15:00'), early)))
    expect((await searchAppointments(serverWith(transport), query)).appointments.map(({ id }) => id)).toEqual(['early', 'late'])
  })

  test('are never read in circles, nor from another server', async () => {
    const circle = stubServer(
      withNext(searchset(), '?page=2'),
      withNext(searchset(), '?page=3'),
      withNext(searchset(), '?page=2'),
    )
    expect(await failureOf(searchAppointments(serverWith(circle.transport), query))).toMatchObject({ kind: 'unsafe-link' })
    expect(circle.sent).toHaveLength(3)
    const away = stubServer(withNext(searchset(), 'https://evil.example.org/fhir?page=2'))
    expect(await failureOf(searchAppointments(serverWith(away.transport), query))).toMatchObject({ kind: 'unsafe-link' })
    expect(away.sent).toHaveLength(1)
  })

  test('without end are given up after 400 pages', async () => {
    let pages = 0
    const server = serverWith(
      async () => new Response(`{"resourceType":"Bundle","link":[{"relation":"next","url":"?page=${++pages}"}]}`),
    )
    expect(await failureOf(searchAppointments(server, query))).toMatchObject({ kind: 'unsafe-link' })
    expect(pages).toBe(401)
  })

  test('that a later page fails to give are not passed off as all', async () => {
    const { transport } = stubServer(withNext(searchset(at('a', '09:00')), '?page=2'), fhirAnswer('500 Oops', ''))
    expect(await failureOf(searchAppointments(serverWith(transport), query))).toMatchObject({
      kind: 'no-answer',
      doubt: 'server-error',
    })
  })
})

describe('a server that takes no POST _search', () => {
  const answer = ok(searchset(at('a', '09:00')))

  test.each([
    ['404', fhirAnswer('404 Not Found', '')],
    ['405', fhirAnswer('405 Method Not Allowed', '')],
    ['415', fhirAnswer('415 Unsupported Media Type', '')],
    ['400', fhirAnswer('400 Bad Request', outcomeText('error', 'not-supported', 'No such operation'))],
    ['501', fhirAnswer('501 Not Implemented', '')],
    ['an error in HTTP 200', ok(outcomeText('error', 'not-supported', 'No such operation'))],
  ])('and says so by %s is asked the same by GET', async (_how, refusal) => {
    const { transport, sent } = stubServer(refusal, answer)
    expect((await searchAppointments(serverWith(transport), query)).appointments).toHaveLength(1)
    expect(sent[1]?.line).toBe(`GET https://clinic.example.org/fhir/Appointment?${sent[0]?.body}`)
  })

  test('and refuses GET too has refused', async () => {
    const { transport, sent } = stubServer(fhirAnswer('405 Method Not Allowed', ''), fhirAnswer('400 Bad Request', ''))
    expect(await failureOf(searchAppointments(serverWith(transport), query))).toEqual({
      kind: 'refused',
      status: 400,
      issues: [],
    })
    expect(sent).toHaveLength(2)
  })

  test.each([
    ['401', fhirAnswer('401 Unauthorized', '')],
    ['403', fhirAnswer('403 Forbidden', '')],
    ['500', fhirAnswer('500 Oops', '')],
    ['429', fhirAnswer('429 Too Many Requests', '')],
    ['a lost connection', new TypeError('fetch failed')],
  ])('is not suspected because of %s', async (_what, refusal) => {
    const { transport, sent } = stubServer(refusal, answer)
    expect(await failureOf(searchAppointments(serverWith(transport), query))).not.toBeUndefined()
    expect(sent).toHaveLength(1)
  })

  test('and was known before is asked by GET only, once', async () => {
    const { transport, sent } = stubServer(fhirAnswer('404 Not Found', ''), answer)
    expect(await failureOf(searchAppointments(serverWith(transport, { postSearch: false }), query))).toEqual({
      kind: 'not-found',
      issues: [],
    })
    expect(sent).toHaveLength(1)
  })
})

test('Appointments without an id are all kept: nothing tells that they are one', () => {
  const one: Appointment = { resourceType: 'Appointment', status: 'proposed', participant: [] }
  expect(uniqueById([one, { ...one, id: 'a' }, one, { ...one, id: 'a', comment: 'again' }])).toEqual([
    one,
    { ...one, id: 'a' },
    one,
  ])
})
