import { conceptText } from './names.ts'
import type { Appointment } from './types.ts'

/** The two texts that people write into an appointment. */
export interface AppointmentTexts {
  /** Why the patient comes: Appointment.reasonCode as text. The server's own `description` is not the client's to change. */
  readonly reasonForVisit: string
  /** Appointment.comment */
  readonly note: string
}

export function textsOf({ reasonCode = [], comment = '' }: Appointment): AppointmentTexts {
  return { reasonForVisit: reasonCode.map(conceptText).filter(Boolean).join(', '), note: comment }
}

/** The appointment with these texts and everything else unchanged; an empty text omits its element. */
export function withTexts(appointment: Appointment, texts: AppointmentTexts): Appointment {
  const { comment: _note, reasonCode, ...kept } = appointment
  const [reason, note] = [texts.reasonForVisit.trim(), texts.note.trim()]
  // A coded reason that nobody reworded stays coded.
  const reasons = reason === textsOf(appointment).reasonForVisit.trim() ? reasonCode : reason ? [{ text: reason }] : undefined
  return { ...kept, ...(reasons ? { reasonCode: reasons } : {}), ...(note ? { comment: note } : {}) }
}

export function sameTexts(a: AppointmentTexts, b: AppointmentTexts): boolean {
  return a.reasonForVisit.trim() === b.reasonForVisit.trim() && a.note.trim() === b.note.trim()
}
