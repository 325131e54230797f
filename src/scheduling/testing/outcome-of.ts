import { attempt } from '../attempt.ts'
import type { Intent } from '../intent.ts'
import type { Outcome } from '../outcome.ts'
import { fhirAnswer, stubServer } from './http-exchange.ts'
import { serverWith } from './intents.ts'

/** The outcome of an intent when the server gives this HTTP answer. */
export async function outcomeOf(intent: Intent, answer: string | Error, sharesPatients = true): Promise<Outcome> {
  const { transport } = stubServer(answer)
  return (await attempt(serverWith(transport, { sharesPatients }), intent)).outcome
}

/** The text of an Appointment; `patient` and `start` may be left out, as some servers do. */
export function appointmentText({
  id,
  status,
  start,
  patient,
}: {
  id?: string
  status: string
  start?: string
  patient?: string
}) {
  const end = start && new Date(Date.parse(start) + 20 * 60_000).toISOString()
  return (
    `{"resourceType":"Appointment"${id ? `,"id":"${id}"` : ''},"status":"${status}"` +
    (start ? `,"start":"${start}","end":"${end}","requestedPeriod":[{"start":"${start}","end":"${end}"}]` : '') +
    `,"participant":[${patient ? `{"actor":{"reference":"${patient}"},"status":"accepted"},` : ''}` +
    '{"actor":{"reference":"Practitioner/brandt"},"status":"accepted"},' +
    '{"actor":{"reference":"Location/harbour"},"status":"accepted"}]}'
  )
}

/** The text of a searchset with these entries, each the text of an Appointment, an OperationOutcome or another resource. */
export function searchset(...resources: string[]): string {
  const entries = resources.map((resource) => {
    const mode = resource.startsWith('{"resourceType":"OperationOutcome"') ? 'outcome' : 'match'
    return `{"resource":${resource},"search":{"mode":"${mode}"}}`
  })
  return `{"resourceType":"Bundle","type":"searchset","total":${entries.length},"entry":[${entries.join(',')}]}`
}

export function outcomeText(severity: string, code: string, text: string): string {
  return `{"resourceType":"OperationOutcome","issue":[{"severity":"${severity}","code":"${code}","details":{"text":"${text}"}}]}`
}

/** HTTP 200 with a body. */
export function ok(body: string): string {
  return fhirAnswer('200 OK', body)
}
