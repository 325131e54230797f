import { wordsOf } from '../fhir/issues.ts'
import { t } from '@lingui/core/macro'
import type { Failure } from '../scheduling/failure.ts'

export interface FailureWords {
  /** What happened. */
  readonly title: string
  /** What to do about it. */
  readonly advice: string
  readonly serverWords: readonly string[]
}

/** What a question that got no usable answer means for the user. */
export function failureWords(failure: Failure): FailureWords {
  return { ...ownWords(failure), serverWords: wordsOf(failure.issues) }
}

function ownWords(failure: Failure): Omit<FailureWords, 'serverWords'> {
  switch (failure.kind) {
    case 'session-ended':
      return {
        title: t`The session with this server has ended.`,
        advice: t`The message at the top of the page says how to go on. What you typed is kept.`,
      }
    case 'forbidden':
      return {
        title: t`The server does not allow you to see this.`,
        advice: t`Your account or this launch lacks the permission. Ask your IT department.`,
      }
    case 'not-found':
      return {
        title: t`The server could not find this.`,
        advice: t`It may have been removed, or you may not be allowed to see it. If you need it, ask your IT department.`,
      }
    case 'refused':
      return { title: t`The server did not accept the request.`, advice: t`Change what you asked for and try again.` }
    case 'busy':
      return { title: t`The server is busy.`, advice: t`Nothing is lost. Try again in a moment.` }
    case 'unsafe-link':
      return {
        title: t`The server’s list could not be read to its end.`,
        advice: t`What is shown may be incomplete. Narrow the search, and tell your IT department.`,
      }
    case 'no-answer':
      return noAnswer(failure.doubt)
  }
}

function noAnswer(doubt: Extract<Failure, { kind: 'no-answer' }>['doubt']): Omit<FailureWords, 'serverWords'> {
  switch (doubt) {
    case 'timeout':
      return { title: t`The server took too long to answer.`, advice: t`Try again. A narrower search is answered faster.` }
    case 'aborted':
      return { title: t`The request was stopped.`, advice: t`Try again when you need the answer.` }
    case 'connection-lost':
      return { title: t`The server could not be reached.`, advice: t`Check the network connection and try again.` }
    case 'server-error':
      return { title: t`The server failed to answer.`, advice: t`Try again. If it happens again, tell your IT department.` }
    case 'another-subject':
      return {
        title: t`The server answered about another patient or record than the one asked for.`,
        advice: t`Nothing of it is shown. Do not go on here; tell your IT department.`,
      }
    case 'excessive':
      return {
        title: t`The server’s answer was too large and was cut off.`,
        advice: t`Nothing of it is shown. Narrow what you ask for, and tell your IT department.`,
      }
    case 'empty':
    case 'html':
    case 'broken-json':
    case 'unexpected-content':
      return {
        title: t`The server’s answer could not be understood.`,
        advice: t`Try again. If it happens again, tell your IT department: a proxy in between may have altered it.`,
      }
  }
}
