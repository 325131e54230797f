import { actorsOf, targetOf } from '../fhir/references.ts'
import type { Appointment } from '../fhir/types.ts'

/**
 * Whether a server that was asked for one patient's appointments seems to have searched everybody's. Servers may ignore parameters that
 * they don't know, and many don't know `patient.identifier`.
 * @param selfLink the query that the server says it answered; not all servers say it, and not all spell it out
 */
export function hasIgnoredPatient(selfLink: string | undefined, found: readonly Appointment[]): boolean {
  return leavesPatientOut(selfLink) || !haveOneInCommon(found)
}

/** Servers write it in many ways: with `&amp;` or `;`, with the patient in the path, by another name of the parameter. */
function leavesPatientOut(selfLink = ''): boolean {
  const link = decoded(selfLink)
  return /[?&;]date=/.test(link) && !/\b(patient|actor|subject|participant)\b/i.test(link)
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link)
  } catch {
    return link
  }
}

/** Whether one patient may be in all of them. Appointments that refer to no patient record say nothing. */
function haveOneInCommon(found: readonly Appointment[]): boolean {
  const named = found.map((one) => actorsOf(one, 'Patient').flatMap((actor) => targetOf(actor)?.id ?? [])).filter((ids) => ids.length > 0)
  const [first] = named
  return first === undefined || first.some((id) => named.every((ids) => ids.includes(id)))
}
