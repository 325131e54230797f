import { describe, expect, it } from 'vitest'
import { isReadRequest, transactionOf } from './transaction.ts'

const base = 'https://clinic.example.org/r4/fhir'
const requestTo = (method: string, path: string) => ({ method, url: new Request(`${base}${path}`).url })

describe('the transaction that a request begins, and whether it may be sent again', () => {
  it.each([
    ['POST', '/Appointment/$find', 'ITI-115', true],
    ['POST', '/Appointment/$hold', 'ITI-116', false],
    ['POST', '/Appointment/$book', 'ITI-117', false],
    ['POST', '/Appointment/_search', 'ITI-118', true],
  ] as const)('%s %s: %s, %s', (method, path, transaction, isRead) => {
    const spellings = [path, path.replace('$', '%24'), path.toLowerCase(), path.toUpperCase(), path.replace('A', '%41'), path.replace(/d$/, '%64')]
    const asked = spellings.flatMap((spelling) => [spelling, `${spelling}?_format=json`]).map((spelling) => requestTo(method, spelling))
    expect(asked.map((request) => transactionOf(request, base))).toEqual(asked.map(() => transaction))
    expect(asked.map((request) => isReadRequest(request, base))).toEqual(asked.map(() => isRead))
    expect(asked.map((request) => transactionOf(request, `${base}/`))).toEqual(asked.map(() => transaction))
    expect(asked.map((request) => isReadRequest(request, 'HTTPS://Clinic.example.org/r4/fhir'))).toEqual(asked.map(() => isRead))
  })

  it.each([
    ['GET', '/Appointment?patient=Patient/1', 'ITI-118', true],
    ['GET', '/Appointment/1', undefined, true],
    ['GET', '/Appointment/_history', undefined, true],
    ['GET', '/metadata', undefined, true],
    ['HEAD', '/Appointment', undefined, true],
    ['POST', '/Patient/_search', undefined, true],
    ['POST', '/_search', undefined, true],
    ['POST', '/Appointment', undefined, false],
    ['PUT', '/Appointment/1', undefined, false],
    ['PUT', '/Appointment/$find', undefined, false],
    ['POST', '/Appointment/1/$find', undefined, false],
    ['POST', '/Appointment/$finder', undefined, false],
    ['POST', '/Appointment/$book/_search', undefined, false],
    ['POST', '/Appointment/%2524find', undefined, false],
    ['POST', '/x/Appointment/$find', undefined, false],
    ['POST', '/constructor', undefined, false],
    ['POST', '', undefined, false],
  ] as const)('%s %s: %s, %s', (method, path, transaction, isRead) => {
    expect(transactionOf(requestTo(method, path), base)).toBe(transaction)
    expect(isReadRequest(requestTo(method, path), base)).toBe(isRead)
  })

  it.each([
    'https://clinic.example.org/Appointment/$find',
    'https://clinic.example.org/r4/fhirs/Appointment/$find',
    'https://elsewhere.example.org/r4/fhir/Appointment/$find',
  ])('is none, and may not, at %s', (url) => {
    expect(transactionOf({ method: 'POST', url }, base)).toBeUndefined()
    expect(isReadRequest({ method: 'POST', url }, base)).toBe(false)
  })
})
