import { wordsOf } from '../../fhir/issues.ts'
import type { Conclusion } from '../../record/conclusion.ts'
import type { Draft } from '../../record/storage/draft.ts'

/** Whether the time itself is gone, so that asking for it again is useless. */
export function isTimeGone(conclusion: Conclusion): boolean {
  return conclusion.kind === 'not-done' && (conclusion.reason === 'gone' || conclusion.reason === 'taken')
}

/** The draft after its booking failed, when the user wants another time or the time itself is gone. What was typed stays. */
export function wantingAnotherTime({ sentAs: _sent, held: _held, ...draft }: Draft, conclusion: Conclusion): Draft {
  const serverWords = wordsOf(conclusion.issues)
  return { ...draft, lost: { isTaken: isTimeGone(conclusion), serverWords } }
}

/** The draft after its booking failed, when the user goes on with it. */
export function goneOnWith(draft: Draft, conclusion: Conclusion | undefined): Draft {
  if (conclusion && isTimeGone(conclusion)) return wantingAnotherTime(draft, conclusion)
  const { sentAs, ...unsent } = draft
  return sentAs === undefined ? unsent : { ...unsent, wasSent: true }
}
