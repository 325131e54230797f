import { expect, test } from 'vitest'
import { resultOfAnswer } from '../record/audit/result.ts'
import { contentOf } from './answer-content.ts'
import { pageOf } from './appointment-page.ts'
import { searchAppointments } from './search-appointments.ts'
import { serverWith } from './testing/intents.ts'

/** A server may send as many OperationOutcomes as fit into an answer, and as many answers as there are pages. */

const outcome = (severity: string, text: string) => ({ resourceType: 'OperationOutcome', issue: [{ severity, code: 'processing', diagnostics: text }] })
const remarks = Array.from({ length: 20_000 }, (_, index) => outcome('information', `Remark ${index}`))
const appointment = { resourceType: 'Appointment', status: 'proposed', participant: [] }
const bounded = (issues: readonly { text: string }[], more: number, first = 'Remark 0') => {
  expect(issues).toHaveLength(51)
  expect([issues[0]?.text, issues.at(-1)?.text]).toEqual([first, `… (+${more})`])
}

test('of the OperationOutcomes of a page the foremost are kept, and the others counted', () => {
  const page = { characters: 0, nextLink: undefined }
  bounded(pageOf({ ...page, resources: [appointment, ...remarks] }).notices, 19_950)
  bounded(pageOf({ ...page, resources: [appointment, ...remarks, outcome('error', 'The one that counts')] }).notices, 19_951, 'The one that counts')
})

test('of those of an answer to a booking, too, and the one that refuses is among them', () => {
  const entry = [...remarks, outcome('error', 'Taken')].map((resource) => ({ resource }))
  bounded(contentOf({ resourceType: 'Bundle', type: 'batch-response', entry }).issues, 19_951, 'Taken')
})

test('what each of many pages says again is said once, and of the rest as much as of one page', async () => {
  const page = (number: number) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    ...(number < 30 && { link: [{ relation: 'next', url: `?page=${number + 1}` }] }),
    entry: [outcome('warning', 'Location was ignored'), ...remarks.slice(10 * number, 10 * number + 10)].map((resource) => ({ resource })),
  })
  const found = await searchAppointments(serverWith(async ({ url }) => Response.json(page(Number(new URL(url).searchParams.get('page') ?? '0')))), {})
  bounded(found.notices, 261, 'Location was ignored')
})

test('in an audit event they are as few', () => {
  const value = { resourceType: 'Bundle', type: 'searchset', entry: remarks.map((resource) => ({ resource })) }
  const result = resultOfAnswer({ kind: 'answered', status: 422, headers: new Headers(), body: { kind: 'json', value } })
  expect(result).toMatchObject({ code: '4', serverWords: expect.stringMatching(/^Remark 0; Remark 1; /) })
  expect('serverWords' in result && result.serverWords.split('; ')).toHaveLength(51)
})
