import { expect, it } from 'vitest'
import type { Answer, Body } from '../../scheduling/answer.ts'
import { resultOfAnswer, resultOfFault } from './result.ts'

const answered = (status: number, body: Body): Answer => ({ kind: 'answered', status, headers: new Headers(), body })
const json = (value: Record<string, unknown>): Body => ({ kind: 'json', value })
const outcome = (severity: string, diagnostics: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code: 'processing', diagnostics }],
})
const searchset = (...resources: object[]) =>
  json({ resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) })
const offer = { resourceType: 'Appointment', status: 'proposed' }

it.each([
  ['a page of offers', answered(200, searchset(offer))],
  ['a page without an entry', answered(200, json({ resourceType: 'Bundle', type: 'searchset' }))],
  ['offers beside a warning', answered(200, searchset(offer, outcome('warning', 'Location was ignored')))],
  ['offers beside an error', answered(200, searchset(offer, outcome('error', 'One site could not be asked')))],
  ['nothing but a notice', answered(200, searchset(outcome('information', 'All booked')))],
])('%s is a success', (_name, answer) => {
  expect(resultOfAnswer(answer)).toEqual({ code: '0' })
})

it.each([
  ['only an error, HTTP 200', answered(200, searchset(outcome('error', 'Window too long'))), 'Window too long'],
  ['a bare error, HTTP 200', answered(200, json(outcome('fatal', 'No such specialty'))), 'No such specialty'],
  ['400', answered(400, json(outcome('error', 'start is missing'))), 'start is missing'],
  ['404 without a word', answered(404, { kind: 'empty' }), 'HTTP 404'],
  ['422', answered(422, json(outcome('error', 'No'))), 'No'],
])('%s is a refusal, in the words of the server', (_name, answer, words) => {
  const isOurs = words.startsWith('HTTP')
  expect(resultOfAnswer(answer)).toEqual({ code: '4', [isOurs ? 'words' : 'serverWords']: words })
})

it.each([
  ['401', answered(401, { kind: 'empty' }), 'HTTP 401'],
  ['403', answered(403, json(outcome('error', 'Not yours'))), 'Not yours'],
  ['429', answered(429, { kind: 'empty' }), 'HTTP 429'],
  ['500', answered(500, { kind: 'html' }), 'HTTP 500'],
  ['503', answered(503, { kind: 'empty' }), 'HTTP 503'],
  ['a redirect', answered(302, { kind: 'html' }), 'HTTP 302'],
  ['HTML', answered(200, { kind: 'html' }), 'No usable answer: html.'],
  ['broken JSON', answered(200, { kind: 'broken-json' }), 'No usable answer: broken-json.'],
  ['an empty body', answered(200, { kind: 'empty' }), 'No usable answer: empty.'],
  ['another resource', answered(200, json({ resourceType: 'Basic' })), 'No usable answer: unexpected-content.'],
  ['a notice instead of a Bundle', answered(200, json(outcome('information', 'Later'))), 'Later'],
  ['no answer in time', { kind: 'unanswered', cause: 'timeout' }, 'No usable answer: timeout.'],
  ['a lost connection', { kind: 'unanswered', cause: 'connection-lost' }, 'No usable answer: connection-lost.'],
] as [string, Answer, string][])('%s is a failure', (_name, answer, words) => {
  const isOurs = /^(?:HTTP|No usable)/.test(words)
  expect(resultOfAnswer(answer)).toEqual({ code: '8', [isOurs ? 'words' : 'serverWords']: words })
})

it('a mistake of the app is told from a lost connection, which is a TypeError to fetch', () => {
  expect(resultOfFault(new RangeError('x'))?.code).toBe('12')
  for (const error of [new TypeError('Failed to fetch'), new DOMException('x', 'TimeoutError'), undefined]) {
    expect(resultOfFault(error)).toBeUndefined()
  }
})
