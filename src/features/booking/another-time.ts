import { wordsOf } from '../../fhir/issues.ts'
import type { Conclusion } from '../../record/conclusion.ts'
import type { Draft } from '../../record/storage/draft.ts'

/** Whether the time itself is gone: to ask for it again would come to nothing. */
export function isTimeGone(conclusion: Conclusion): boolean {
  return conclusion.kind === 'not-done' && (conclusion.reason === 'gone' || conclusion.reason === 'taken')
}

/** The draft once its booking came to nothing and another time is wanted, or none but another one can be. What was typed stays. */
export function wantingAnotherTime({ sentAs: _sent, held: _held, ...draft }: Draft, conclusion: Conclusion): Draft {
  const serverWords = wordsOf(conclusion.issues)
  return { ...draft, lost: { isTaken: isTimeGone(conclusion), serverWords } }
}

/** The draft once its booking came to nothing and is to be gone on with. */
export function goneOnWith(draft: Draft, conclusion: Conclusion | undefined): Draft {
  if (conclusion && isTimeGone(conclusion)) return wantingAnotherTime(draft, conclusion)
  const { sentAs, ...unsent } = draft
  return sentAs === undefined ? unsent : { ...unsent, wasSent: true }
}
