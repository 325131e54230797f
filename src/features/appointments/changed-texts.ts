import type { Appointment } from '../../fhir/types.ts'

/** The two texts that "Change details" is about. */
export interface DetailTexts {
  /** Appointment.description */
  readonly reasonForVisit: string
  /** Appointment.comment */
  readonly note: string
}

export function textsOf({ description = '', comment = '' }: Appointment): DetailTexts {
  return { reasonForVisit: description, note: comment }
}

export function sameTexts(a: DetailTexts, b: DetailTexts): boolean {
  return a.reasonForVisit.trim() === b.reasonForVisit.trim() && a.note.trim() === b.note.trim()
}

/**
 * The appointment with these texts and everything else as it was (ITI-117 2:3.117.4.1.2); an emptied text leaves its
 * element out.
 */
export function withTexts({ description: _before, comment: _note, ...kept }: Appointment, texts: DetailTexts): Appointment {
  const [description, comment] = [texts.reasonForVisit.trim(), texts.note.trim()]
  return { ...kept, ...(description && { description }), ...(comment && { comment }) }
}
