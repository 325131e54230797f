import { isSerious, type Issue } from '../fhir/issues.ts'
import { instantMs } from '../fhir/instants.ts'
import { retryAfterSeconds } from '../fhir/http/retry-after.ts'
import type { Appointment } from '../fhir/types.ts'
import { contentOf, type AnswerContent } from './answer-content.ts'
import type { Answer } from './answer.ts'
import type { Intent } from './intent.ts'
import { subjectOf, wishedFor } from './intent.ts'
import type { Outcome } from './outcome.ts'
import { whose } from './whose.ts'

export interface Circumstances {
  /** Epoch milliseconds. */
  readonly nowInstant: number
  /** The server that answered, and whether the patient's id means the same there as where the record was read. */
  readonly server: { readonly base: string; readonly sharesPatients: boolean }
}

/** A busy server that doesn't say for how long is asked again after this many seconds. */
const defaultRetrySeconds = 30

/**
 * Says what an answer to `$hold` or `$book` means (ITI-116 2:3.116.4.2, ITI-117 2:3.117.4.2). Every possible answer has a class, and
 * only an Appointment of the expected status is a success.
 */
export function classify(intent: Intent, answer: Answer, { nowInstant, server }: Circumstances): Outcome {
  if (answer.kind === 'unanswered') return { kind: 'unknown', doubt: answer.cause, issues: [] }

  const content = contentOf(answer.body.kind === 'json' ? answer.body.value : undefined)
  const { issues } = content
  const byStatus = classifyStatus(answer, issues, nowInstant)
  if (byStatus) return byStatus

  if (answer.body.kind !== 'json') {
    return { kind: 'unknown', doubt: answer.body.kind === 'not-an-object' ? 'unexpected-content' : answer.body.kind, issues }
  }
  return answer.status < 300 ? classifyContent(intent, content, server) : refusalOrDoubt(content)
}

/** The classes that the HTTP status alone decides; undefined where the body must be read. */
function classifyStatus(
  answer: Extract<Answer, { kind: 'answered' }>,
  issues: readonly Issue[],
  nowInstant: number,
): Outcome | undefined {
  const retry = retryAfterSeconds(answer.headers, nowInstant)
  switch (answer.status) {
    case 400:
    case 422:
      return { kind: 'rejected', why: 'invalid', issues }
    case 401:
      return { kind: 'session-ended', issues }
    case 403:
      return { kind: 'forbidden', issues }
    case 404:
    case 409:
    case 410:
    case 412:
      return { kind: 'conflict', issues }
    case 429:
      return { kind: 'busy', retryAfterSeconds: retry ?? defaultRetrySeconds, issues }
    case 503:
      if (retry !== undefined) return { kind: 'busy', retryAfterSeconds: retry, issues }
  }
  // A gateway gave up waiting; the server behind it may still be at work.
  if (answer.status === 408 || answer.status === 504) return { kind: 'unknown', doubt: 'timeout', issues }
  return answer.status >= 500 ? { kind: 'unknown', doubt: 'server-error', issues } : undefined
}

/** A status that `classifyStatus` doesn't name (405, 415, a stray redirect) is a refusal only when the body says so itself. */
function refusalOrDoubt(content: AnswerContent): Outcome {
  const { appointments, unusable, issues } = content
  return issues.some(isSerious) && appointments.length === 0 && unusable === 0
    ? { kind: 'rejected', why: 'refused', issues }
    : { kind: 'unknown', doubt: 'unexpected-content', issues }
}

function classifyContent(intent: Intent, content: AnswerContent, server: Circumstances['server']): Outcome {
  const { appointments, issues, unusable, recognised } = content
  if (!recognised) return { kind: 'unknown', doubt: 'unexpected-content', issues }
  if (unusable > 0) return { kind: 'unconfirmed', issues }
  const [first, second] = appointments
  if (!first) return issues.some(isSerious) ? { kind: 'rejected', why: 'refused', issues } : { kind: 'unconfirmed', issues }
  const [only, ...more] = appointments.length === 2 && second ? replacementsIn(intent, first, second) : appointments
  if (!only || more.length > 0) return { kind: 'unconfirmed', issues }
  // The Appointment of another patient is not even passed on: it must never be shown as this patient's.
  if ('patient' in intent && whose(only, intent.patient, server) === 'another') {
    return { kind: 'unconfirmed', doubt: 'another-subject', issues }
  }
  return classifyAppointment(intent, only, issues)
}

const expectedStatus = { hold: 'pending', release: 'cancelled', book: 'booked', modify: 'booked', cancel: 'cancelled' } as const

/** What a status other than the expected one says about each kind of intent. A status that is absent here leaves it open. */
const meaning: Record<Intent['kind'], Partial<Record<Appointment['status'], 'rejected' | 'pending'>>> = {
  hold: { cancelled: 'rejected', proposed: 'rejected' },
  book: { cancelled: 'rejected', proposed: 'rejected', pending: 'pending' },
  modify: { pending: 'pending' },
  cancel: { booked: 'rejected' },
  release: { pending: 'rejected' },
}

function classifyAppointment(intent: Intent, appointment: Appointment, issues: readonly Issue[]): Outcome {
  const unconfirmed = { kind: 'unconfirmed', appointment, issues } as const
  if (isAboutAnother(intent, appointment)) return unconfirmed
  const kind = appointment.status === expectedStatus[intent.kind] ? 'success' : meaning[intent.kind][appointment.status]
  if (kind === 'rejected') return { kind, why: 'refused', issues }
  // Any other status leaves it open, even one that is spelled like a property of every object (`constructor`).
  if (kind !== 'success' && kind !== 'pending') return unconfirmed
  return issues.some(isSerious) || !isAsAsked(intent, appointment) ? unconfirmed : { kind, appointment, issues }
}

/** Whether the Appointment contradicts the intent: another id where the id must not change, or another time. */
function isAboutAnother(intent: Intent, { id, start }: Appointment): boolean {
  const [wished, got] = [instantMs(wishedFor(intent).start), instantMs(start)]
  const hasAnotherId = keepsId(intent) && id !== undefined && id !== subjectOf(intent).id
  return hasAnotherId || (wished !== undefined && got !== undefined && wished !== got)
}

/** A refusal may come without id and times. A success must say what it is about, and the time must be the one asked for. */
function isAsAsked(intent: Intent, { id, start }: Appointment): boolean {
  const [wished, got] = [instantMs(wishedFor(intent).start), instantMs(start)]
  return (keepsId(intent) && id !== undefined) || (wished !== undefined && wished === got)
}

function keepsId(intent: Intent): boolean {
  return intent.kind === 'cancel' || intent.kind === 'release'
}

/** Of two Appointments, the one that was asked for, provided that the other is the cancelled one that it replaces. */
function replacementsIn(intent: Intent, first: Appointment, second: Appointment): Appointment[] {
  const pairs = [[first, second] as const, [second, first] as const]
  return pairs.filter(([wished, other]) => isWished(intent, wished) && replaced(intent, other, wished)).map(([wished]) => wished)
}

function isWished(intent: Intent, appointment: Appointment): boolean {
  const wished = wishedFor(intent)
  return (
    appointment.status === expectedStatus[intent.kind] &&
    ((appointment.id !== undefined && appointment.id === wished.id) || instantMs(appointment.start) === instantMs(wished.start))
  )
}

function replaced(intent: Intent, other: Appointment, by: Appointment): boolean {
  return other.status === 'cancelled' && other.id !== undefined && other.id !== by.id && other.id === subjectOf(intent).id
}
