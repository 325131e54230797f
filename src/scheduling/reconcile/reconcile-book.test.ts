import { describe, expect, test } from 'vitest'
import type { BookIntent } from '../intent.ts'
import { reconcile } from './reconcile.ts'
import { fhirAnswer, stubServer } from '../testing/http-exchange.ts'
import { book, correlationId, held, offer, patient, serverWith } from '../testing/intents.ts'
import { appointmentText, ok, outcomeText, searchset } from '../testing/outcome-of.ts'

/** The answer to a booking was lost. The server is asked for the truth, and what it doesn't show proves nothing. */

const start = offer.start
const ours = 'Patient/romero'
const theirs = 'Patient/romano'
const text = (id: string, status: string, who?: string) =>
  appointmentText({ id, status, start, ...(who ? { patient: who } : {}) })
const nothing = ok('{"resourceType":"Bundle","type":"searchset","total":0}')
const gone = fhirAnswer('404 Not Found', '')
const stillUnknown = { kind: 'still-unknown' }
const { id: _id, ...offerWithoutId } = offer
const byResource: BookIntent = { ...book, offer: offerWithoutId }
const heldBook: BookIntent = { ...book, offer: held, held: true }
const identified = (booking: string) =>
  booking.replace('"status"', `"identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:uuid:${correlationId}"}],"status"`)

/** The result of reconciliation when the server answers in this order: read by id, ITI-118 search, `$find`. */
async function truth(intent: BookIntent, answers: (string | Error)[], sharesPatients = true) {
  const { transport, sent } = stubServer(...answers)
  const result = await reconcile(serverWith(transport, { sharesPatients }), intent)
  expect(sent.map(({ line }) => line).filter((line) => /\$(book|hold)/.test(line))).toEqual([])
  return { result, sent }
}
const resultOf = async (...parameters: Parameters<typeof truth>) => (await truth(...parameters)).result

describe('the Appointment under the id of the offer', () => {
  test.each(['booked', 'arrived', 'checked-in', 'fulfilled'])('%s for our patient: it was done', async (status) => {
    const current = text('p-1', status, ours)
    expect(await resultOf(book, [ok(current)])).toEqual({ kind: 'done', appointment: JSON.parse(current) })
  })

  test.each(['booked', 'pending'])('%s for another patient, and nothing of ours beside it: taken', async (status) => {
    for (const intent of [book, heldBook]) {
      expect(await resultOf(intent, [ok(text('p-1', status, theirs)), nothing])).toEqual({ kind: 'taken' })
    }
  })

  test('booked for another patient, while the patient’s own appointments show the booking: it was done', async () => {
    const booking = text('p-1', 'booked', ours)
    expect(await resultOf(book, [ok(text('p-1', 'booked', theirs)), ok(searchset(booking))])).toMatchObject({ kind: 'done' })
  })

  test('booked for another patient, as one answer says and no other does: not known', async () => {
    expect(await resultOf(book, [ok(text('p-1', 'booked', theirs)), fhirAnswer('500 Oops', '')])).toEqual(stillUnknown)
  })

  test.each([
    ['at another time', appointmentText({ id: 'p-1', status: 'booked', start: '2026-11-25T09:00:00-06:00', patient: ours })],
    ['with another practitioner', text('p-1', 'booked', ours).replace('brandt', 'sato')],
  ])('booked for our patient, but %s: whether it is what was asked for is not known', async (_how, changed) => {
    for (const shown of [nothing, ok(searchset(changed))]) {
      expect(await resultOf(book, [ok(changed), shown, ok(searchset(text('p-2', 'proposed'))), nothing])).toEqual(stillUnknown)
    }
  })

  test('booked at another place for nobody who is named: the patient’s own appointments must tell', async () => {
    const elsewhere = text('p-1', 'booked').replace('harbour', 'riverside')
    const others = searchset(appointmentText({ id: 'a-3', status: 'booked', start: '2026-11-24T09:00:00-06:00', patient: ours }))
    expect(await resultOf(book, [ok(elsewhere), ok(others)])).toEqual({ kind: 'not-shown' })
    expect(await resultOf(book, [ok(elsewhere), nothing])).toEqual(stillUnknown)
  })

  test('booked for another patient at another time says nothing of what was asked for', async () => {
    const elsewhere = appointmentText({ id: 'p-1', status: 'booked', start: '2026-11-25T09:00:00-06:00', patient: theirs })
    expect(await resultOf(book, [ok(elsewhere), nothing, ok(searchset(text('p-2', 'proposed')))])).toEqual({ kind: 'not-done' })
  })

  test('pending for our patient, whom nobody had named before: awaiting confirmation', async () => {
    const current = text('p-1', 'pending', ours)
    expect(await resultOf(heldBook, [ok(current)])).toEqual({ kind: 'awaiting-confirmation', appointment: JSON.parse(current) })
  })

  test('pending for our patient, where it may be a hold of ours whose answer was lost: not known', async () => {
    const perhapsHeld: BookIntent = { ...book, held: 'perhaps' }
    const current = text('p-1', 'pending', ours)
    expect(await resultOf(perhapsHeld, [ok(current), ok(searchset(current))])).toEqual(stillUnknown)
    expect(await resultOf(perhapsHeld, [gone, ok(searchset(text('p-9', 'pending', ours)))])).toEqual(stillUnknown)
    expect(await resultOf(perhapsHeld, [ok(current), ok(searchset(current, text('a-9', 'booked', ours)))])).toMatchObject({ kind: 'done' })
  })

  test('still only held: it was not done', async () => {
    const current = text('p-1', 'pending')
    expect(await resultOf(heldBook, [ok(current), nothing])).toEqual({ kind: 'not-done', current: JSON.parse(current) })
    const heldForHer: BookIntent = {
      ...heldBook,
      offer: { ...held, participant: [{ actor: { reference: ours }, status: 'accepted' }, ...held.participant] },
    }
    expect(await resultOf(heldForHer, [ok(text('p-1', 'pending', ours)), nothing])).toMatchObject({ kind: 'not-done' })
  })

  test('still proposed, and nothing booked beside it: it was not done', async () => {
    const current = text('p-1', 'proposed')
    expect(await resultOf(book, [ok(current), nothing])).toEqual({ kind: 'not-done', current: JSON.parse(current) })
  })

  test('still proposed, where the patient’s appointments are not shown: only a time that is offered again was not booked', async () => {
    const [current, hidden] = [ok(text('p-1', 'proposed')), fhirAnswer('403 Forbidden', '')]
    expect(await resultOf(book, [current, hidden, ok(searchset(text('p-2', 'proposed')))])).toMatchObject({ kind: 'not-done' })
    expect(await resultOf(book, [current, hidden, nothing, nothing, hidden])).toEqual(stillUnknown)
  })

  test('still proposed, but our booking stands beside it under an id of its own: it was done', async () => {
    const booking = text('a-9', 'booked', ours)
    expect(await resultOf(book, [ok(text('p-1', 'proposed')), ok(searchset(booking))])).toEqual({
      kind: 'done',
      appointment: JSON.parse(booking),
    })
  })

  test('still proposed, but the search broke down: not known', async () => {
    expect(await resultOf(book, [ok(text('p-1', 'proposed')), fhirAnswer('500 Oops', '')])).toEqual(stillUnknown)
  })

  test.each(['booked', 'pending', 'cancelled'])(
    '%s for nobody who is named: the patient’s own appointments must tell',
    async (status) => {
      const current = ok(text('p-1', status))
      const booking = text('a-9', 'booked', ours)
      expect(await resultOf(book, [current, ok(searchset(booking))])).toEqual({ kind: 'done', appointment: JSON.parse(booking) })
      expect(await resultOf(book, [current, nothing, nothing])).toEqual(stillUnknown)
    },
  )
})

describe('a patient who is named in a way that can’t be read', () => {
  const odd = ['/Patient/romero', 'https://elsewhere.example/fhir/Patient/romero', 'Patient?identifier=urn:x|9']

  test.each(odd)('proves nothing, neither that it is booked nor that somebody else has the time: %s', async (who) => {
    const [free, shown] = [ok(text('p-1', 'proposed')), ok(searchset(text('a-9', 'booked', who)))]
    expect(await resultOf(book, [ok(text('p-1', 'booked', who)), nothing, nothing, nothing, nothing])).toEqual(stillUnknown)
    expect(await resultOf(book, [free, shown])).toEqual(stillUnknown)
    const named = ok(searchset(identified(text('a-9', 'booked', who))))
    expect(await resultOf(byResource, [named, nothing, nothing, nothing])).toEqual(stillUnknown)
  })

  test('is ours by identifier, also in the list', async () => {
    const booking = text('a-9', 'booked', 'https://ehr.example/fhir/Patient/romero').replace(
      '/fhir/Patient/romero"',
      '/fhir/Patient/romero","identifier":{"system":"urn:oid:2.999.1","value":"004217"}',
    )
    expect(await resultOf(book, [gone, ok(searchset(booking))])).toMatchObject({ kind: 'done' })
  })

  test('is somebody else all the same, where the id is another', async () => {
    expect(await resultOf(book, [ok(text('p-1', 'booked', 'Patient/romano?_x=1')), nothing])).toEqual({ kind: 'taken' })
  })
})

describe('the patient’s appointments of that day', () => {
  test('are asked for half a day around the offer, by POST, and show the booking', async () => {
    const booking = text('a-9', 'booked', ours)
    const { result, sent } = await truth(book, [gone, ok(searchset(booking))])
    expect(result).toEqual({ kind: 'done', appointment: JSON.parse(booking) })
    expect(sent.map(({ line }) => line)).toEqual([
      'GET https://clinic.example.org/fhir/Appointment/p-1',
      'POST https://clinic.example.org/fhir/Appointment/_search',
    ])
    const asked = new URLSearchParams(sent[1]?.body)
    expect(asked.get('patient')).toBe('Patient/romero')
    expect(asked.getAll('date')).toEqual(['ge2026-11-24T08:20:00.000Z', 'lt2026-11-25T08:40:00.000Z'])
  })

  test('may show it pending: awaiting confirmation', async () => {
    const booking = text('a-9', 'pending', ours)
    expect(await resultOf(book, [gone, ok(searchset(booking))])).toEqual({
      kind: 'awaiting-confirmation',
      appointment: JSON.parse(booking),
    })
  })

  test('count as booked before they count as pending, whatever their order', async () => {
    const [pending, booked] = [text('p-1', 'pending', ours), text('a-9', 'booked', ours)]
    for (const body of [searchset(pending, booked), searchset(booked, pending)]) {
      expect(await resultOf(heldBook, [gone, ok(body)])).toMatchObject({ kind: 'done', appointment: { id: 'a-9' } })
    }
  })

  test('do not make a booking of our own hold', async () => {
    expect(await resultOf(heldBook, [gone, ok(searchset(text('p-1', 'pending', ours))), nothing])).toEqual(stillUnknown)
  })

  test.each([
    ['of another patient, from a server that ignores the patient parameter', text('a-9', 'booked', theirs)],
    ['of nobody who is named, from such a server', text('a-9', 'booked')],
    ['at another time', appointmentText({ id: 'a-9', status: 'booked', start: '2026-11-24T15:20:00-06:00', patient: ours })],
    ['that is cancelled', text('a-9', 'cancelled', ours)],
  ])('%s are not it', async (_what, other) => {
    expect(await resultOf(book, [gone, ok(searchset(other)), nothing])).toEqual(stillUnknown)
  })

  describe('at that very time', () => {
    const proposed = ok(text('p-1', 'proposed'))

    test.each([
      ['without the place', text('a-9', 'booked', ours).replace(/,\{"actor":\{"reference":"Location[^}]*\},"status":"accepted"\}/, '')],
      ['with another end', text('a-9', 'booked', ours).replace('20:40:00.000Z', '21:00:00.000Z')],
      ['without an end, pending', text('a-9', 'pending', ours).replace(/"end":"[^"]*",/, '')],
      ['with the practitioner by name', text('a-9', 'booked', ours).replace('{"reference":"Practitioner/brandt"}', '{"display":"Dr. Brandt"}').replace('20:40:00.000Z', '21:00:00.000Z')],
      ['for the patient alone', text('a-9', 'booked', ours).replace(/,\{"actor":\{"reference":"(Practitioner|Location)[^}]*\},"status":"accepted"\}/g, '')],
      ['with the practitioner by role', text('a-9', 'booked').replace('Practitioner/brandt', 'PractitionerRole/brandt-harbour')],
    ])('may be the booking, although the offer is still proposed: %s', async (_how, candidate) => {
      expect(await resultOf(book, [proposed, ok(searchset(candidate))])).toEqual(stillUnknown)
    })

    test.each([
      ['another practitioner', text('a-9', 'booked', ours).replace('brandt', 'sato')],
      ['another place', text('a-9', 'booked', ours).replace('harbour', 'riverside')],
      ['a practitioner by another name', text('a-9', 'booked', ours).replace('{"reference":"Practitioner/brandt"}', '{"display":"Dr. Sato"}')],
      ['a practitioner by role', text('a-9', 'booked', ours).replace('Practitioner/brandt', 'PractitionerRole/sato-harbour')],
      ['a service alone', text('a-9', 'booked', ours).replace('Practitioner/brandt', 'HealthcareService/laboratory').replace(/,\{"actor":\{"reference":"Location[^}]*\},"status":"accepted"\}/, '')],
    ])('with %s confirm a refusal, and prove nothing after a lost answer: the server may have booked them instead', async (_whom, candidate) => {
      for (const current of [proposed, gone]) {
        expect(await resultOf(book, [current, ok(searchset(candidate)), ok(searchset(text('p-2', 'proposed')))])).toEqual({ kind: 'not-shown' })
      }
    })

    test('of somebody else say nothing', async () => {
      const stranger = text('a-9', 'booked', theirs).replace('brandt', 'sato')
      expect(await resultOf(book, [proposed, ok(searchset(stranger))])).toMatchObject({ kind: 'not-done' })
    })
  })

  test('are recognised by absolute references and by more actors than were offered', async () => {
    const booking = text('a-9', 'booked', 'https://clinic.example.org/fhir/Patient/romero')
      .replace('Practitioner/brandt', 'https://clinic.example.org/fhir/Practitioner/brandt')
      .replace('"participant":[', '"participant":[{"actor":{"display":"Interpreter"},"status":"accepted"},')
    expect(await resultOf(book, [gone, ok(searchset(booking))])).toMatchObject({ kind: 'done' })
  })

  test('are recognised by the names of actors where the server gives no references', async () => {
    const named: BookIntent = {
      ...byResource,
      offer: { ...offerWithoutId, participant: [{ actor: { display: 'Dr. Brandt' }, status: 'accepted' }] },
    }
    const by = (name: string) =>
      text('a-9', 'booked', ours).replace('{"reference":"Practitioner/brandt"}', `{"display":"${name}"}`)
    expect(await resultOf(named, [ok(searchset(by('Dr. Brandt')))])).toMatchObject({ kind: 'done' })
    expect(await resultOf(named, [ok(searchset(by('Dr. Sato'))), nothing])).toEqual({ kind: 'not-shown' })
  })
})

describe('a booking that went by resource', () => {
  test('is found by the client’s own identifier, whatever else the server changed', async () => {
    const booking = identified(appointmentText({ id: 'a-9', status: 'booked', start: '2026-11-24T14:30:00-06:00' }))
    expect(await resultOf(byResource, [ok(searchset(text('a-8', 'booked', theirs), booking))])).toEqual({
      kind: 'done',
      appointment: JSON.parse(booking),
    })
  })

  test('is looked for by that identifier when the patient cannot be named to the server', async () => {
    const stranger: BookIntent = { ...byResource, patient: { resourceType: 'Patient', id: 'romero' } }
    const { result, sent } = await truth(stranger, [ok(searchset(identified(text('a-9', 'booked'))))], false)
    expect(result).toMatchObject({ kind: 'done' })
    expect(new URLSearchParams(sent[0]?.body).get('identifier')).toBe(`urn:ietf:rfc:3986|urn:uuid:${correlationId}`)
    expect(sent[0]?.body).not.toContain('romero')
  })

  test('and was cancelled since is not booked', async () => {
    expect(await resultOf(byResource, [ok(searchset(identified(text('a-9', 'cancelled', ours)))), nothing])).toEqual(stillUnknown)
  })
})

describe('where both servers have records of their own', () => {
  test('the patient’s id is never asked for, and means nobody in an answer', async () => {
    const { result, sent } = await truth(
      book,
      [ok(text('p-1', 'booked', ours)), gone, ok(searchset(text('a-9', 'booked', ours))), gone],
      false,
    )
    expect(result).toEqual(stillUnknown)
    expect(new URLSearchParams(sent[2]?.body).get('patient.identifier')).toBe('urn:oid:2.999.1|004217')
    expect(sent.map(({ body }) => body).join()).not.toContain('romero')
  })

  test('an identifier tells who it is', async () => {
    const naming = (value: string) =>
      text('p-1', 'booked', ours).replace(
        '"reference":"Patient/romero"',
        `"type":"Patient","identifier":{"system":"urn:oid:2.999.1","value":"${value}"}`,
      )
    expect(await resultOf(book, [ok(naming('004217'))], false)).toMatchObject({ kind: 'done' })
    expect(await resultOf(book, [ok(naming('004218')), nothing], false)).toEqual({ kind: 'taken' })
  })

  test('the record that an answer points to tells who it is', async () => {
    const booking = text('p-1', 'booked', 'Patient/k-77')
    const record = (value: string) =>
      ok(`{"resourceType":"Patient","id":"k-77","identifier":[{"system":"urn:oid:2.999.1","value":"${value}"}]}`)
    const { result, sent } = await truth(book, [ok(booking), record('004217')], false)
    expect(result).toEqual({ kind: 'done', appointment: JSON.parse(booking) })
    expect(sent[1]?.line).toBe('GET https://clinic.example.org/fhir/Patient/k-77')
    expect(await resultOf(book, [ok(booking), record('004218'), nothing], false)).toEqual({ kind: 'taken' })
    expect(await resultOf(book, [ok(booking), fhirAnswer('403 Forbidden', ''), nothing], false)).toEqual(stillUnknown)
  })

  test('a hold that names somebody by now, nobody knows whom, may be the booking', async () => {
    const current = ok(text('p-1', 'pending', 'Patient/k-77'))
    expect(await resultOf(heldBook, [current, gone, nothing], false)).toEqual(stillUnknown)
  })
})

describe('a time that $find offers again', () => {
  test('was not booked, and the same window and practitioner are asked for', async () => {
    const { result, sent } = await truth(book, [gone, nothing, ok(searchset(text('p-2', 'proposed')))])
    expect(result).toEqual({ kind: 'not-done' })
    expect(JSON.parse(sent[2]?.body ?? '')).toEqual({
      resourceType: 'Parameters',
      parameter: [
        { name: 'start', valueDateTime: '2026-11-24T14:20:00-06:00' },
        { name: 'end', valueDateTime: '2026-11-24T14:40:00-06:00' },
        { name: 'practitioner', valueReference: { reference: 'Practitioner/brandt', display: 'Dr. Brandt' } },
      ],
    })
  })

  test.each([
    ['with another practitioner', text('p-2', 'proposed').replace('brandt', 'sato')],
    ['that is held', text('p-1', 'pending')],
    ['later that day', appointmentText({ id: 'p-3', status: 'proposed', start: '2026-11-24T15:00:00-06:00' })],
  ])('%s proves nothing', async (_what, other) => {
    expect(await resultOf(book, [gone, nothing, ok(searchset(other))])).toEqual(stillUnknown)
  })

  test('from a nameless offer could be anybody’s, and proves nothing', async () => {
    const nameless: BookIntent = {
      ...byResource,
      offer: { ...offerWithoutId, participant: [{ actor: { reference: ours }, status: 'accepted' }] },
    }
    expect(await resultOf(nameless, [nothing, ok(searchset(text('p-2', 'proposed')))])).toEqual(stillUnknown)
  })
})

test.each([
  ['lost connections', [new TypeError('fetch failed')]],
  ['an ended session', [fhirAnswer('401 Unauthorized', '')]],
  ['HTML', [ok('<html>')]],
  ['a refusal', [fhirAnswer('400 Bad Request', outcomeText('error', 'invalid', 'No'))]],
  ['another Appointment', [ok(text('p-7', 'booked', ours))]],
  ['nothing that helps', [gone, gone, gone, gone]],
  ['a search that breaks off', [gone, fhirAnswer('500 Oops', '')]],
])('%s leave it unknown', async (_what, answers) => {
  expect(await resultOf(book, answers)).toEqual(stillUnknown)
})

describe('a booking that is not shown', () => {
  const others = ok(searchset(appointmentText({ id: 'a-3', status: 'booked', start: '2026-11-24T09:00:00-06:00', patient: ours })))
  const anothers = ok(searchset(text('a-4', 'booked', theirs)))

  test('where the server shows others of the patient is not there', async () => {
    expect(await resultOf(book, [gone, others, nothing, nothing])).toEqual({ kind: 'not-shown' })
  })

  test('where the server shows that the practitioner sees somebody else then is not there', async () => {
    const { result, sent } = await truth(book, [gone, nothing, nothing, anothers])
    expect(result).toEqual({ kind: 'not-shown' })
    expect(new URLSearchParams(sent[3]?.body).get('practitioner')).toBe('Practitioner/brandt')
  })

  test('is looked for in a year before and after, lest the server show none at all', async () => {
    const { result, sent } = await truth(book, [gone, nothing, nothing, nothing, others])
    expect(result).toEqual({ kind: 'not-shown' })
    expect(new URLSearchParams(sent[4]?.body).getAll('date')).toEqual(['ge2025-11-24T20:20:00.000Z', 'lt2027-11-24T20:40:00.000Z'])
    expect(await resultOf(book, [gone, nothing, nothing, nothing, nothing])).toEqual(stillUnknown)
  })

  test.each([
    ['where something that may be it is shown without a patient', ok(searchset(text('a-9', 'booked')))],
    ['where something illegible is shown', ok('{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Appointment"}}]}')],
  ])('is not known %s', async (_where, answer) => {
    expect(await resultOf(book, [gone, answer, nothing, anothers, others])).toEqual(stillUnknown)
  })

  test('is not known where somebody else’s are shown instead of the patient’s', async () => {
    expect(await resultOf(book, [gone, anothers, nothing, nothing, nothing])).toEqual(stillUnknown)
  })
})

test('a patient without id and identifier is looked for with the practitioner only, not among everybody’s appointments', async () => {
  const { sent } = await truth({ ...book, patient: { resourceType: 'Patient', id: '' } }, [gone, nothing, nothing])
  const searches = sent.filter(({ line }) => line.endsWith('/_search')).map(({ body }) => new URLSearchParams(body))
  expect(searches.map((query) => query.get('practitioner'))).toEqual(['Practitioner/brandt'])
  expect(patient.id).toBe('romero')
})
