import { actorsOf, targetOf } from '../fhir/references.ts'
import type { Appointment, Reference } from '../fhir/types.ts'

/**
 * Whether a server that was asked for one patient's appointments seems to have looked for everybody's: servers may ignore parameters
 * that they don't know, such as `patient.identifier`.
 * @param selfLink the query as the server repeats it; some servers leave it out or write it in a form of their own
 * @param unsaid the appointments that don't say whether they are the patient's
 */
export function hasIgnoredPatient(
  selfLink: string | undefined,
  ours: readonly Appointment[],
  unsaid: readonly Appointment[],
): boolean {
  // Appointments that are known to be the patient's may name the patient in other words.
  const isOnes = haveOneInCommon([...ours, ...unsaid], (patient) => targetOf(patient)?.id) && haveOneInCommon(unsaid, anyKey)
  return leavesPatientOut(selfLink) || !isOnes
}

/** Servers write links in many ways: with `&amp;` or `;`, with the patient in the path, with another name of the parameter. */
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

/** Whether one patient may be in all of these appointments. An appointment that names nobody is passed over. */
function haveOneInCommon(found: readonly Appointment[], keyOf: (patient: Reference) => string | undefined): boolean {
  const named = found.map((one) => actorsOf(one, 'Patient').flatMap((actor) => keyOf(actor) ?? [])).filter((keys) => keys.length > 0)
  const [first] = named
  return first === undefined || first.some((key) => named.every((keys) => keys.includes(key)))
}

function anyKey(patient: Reference): string | undefined {
  const { reference, identifier, display } = patient
  return targetOf(patient)?.id ?? reference ?? (identifier?.value && `${identifier.system}|${identifier.value}`) ?? display
}
