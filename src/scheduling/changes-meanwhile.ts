import { textsOf } from '../fhir/appointment-texts.ts'
import { actorType, participantsOf, targetKey } from '../fhir/references.ts'
import { sameJson } from '../fhir/same-json.ts'
import type { Appointment, Reference } from '../fhir/types.ts'
import { sameTime } from './reconcile/same-visit.ts'

/** A part of an appointment that people see; `version` means that only the version id changed. */
export type ChangedPart = 'patient' | 'status' | 'when' | 'who' | 'where' | 'what' | 'reason' | 'note' | 'version'

/** The parts in which the appointment on the screen and the one on the server differ. Empty: nobody changed it meanwhile. */
export function changesMeanwhile(shown: Appointment, current: Appointment): ChangedPart[] {
  const differ: readonly (readonly [ChangedPart, boolean])[] = [
    ['patient', !sameActors(shown, current, isPatient)],
    ['status', shown.status !== current.status],
    ['when', !sameTime(shown, current)],
    ['who', !sameActors(shown, current, isPerson)],
    ['where', !sameActors(shown, current, isPlace)],
    ['what', !sameJson(shown.serviceType, current.serviceType) || !sameJson(shown.specialty, current.specialty)],
    ['reason', textsOf(shown).reasonForVisit !== textsOf(current).reasonForVisit],
    ['note', (shown.comment ?? '') !== (current.comment ?? '')],
  ]
  const parts = differ.filter(([, differs]) => differs).map(([part]) => part)
  const [before, now] = [shown.meta?.versionId, current.meta?.versionId]
  const isNewer = before !== undefined && now !== undefined && before !== now
  return parts.length === 0 && isNewer ? ['version'] : parts
}

const isPatient = (actor: Reference) => actorType(actor) === 'Patient'
const isPlace = (actor: Reference) => actorType(actor) === 'Location'
const isPerson = (actor: Reference) => !isPatient(actor) && !isPlace(actor) && actorType(actor) !== 'HealthcareService'

/** Servers list participants in any order, and with or without a display name. */
function sameActors(a: Appointment, b: Appointment, counts: (actor: Reference) => boolean): boolean {
  const keys = (appointment: Appointment) =>
    participantsOf(appointment)
      .flatMap((participant) => participant.actor ?? [])
      .filter(counts)
      .map(actorKey)
      .sort()
  return sameJson(keys(a), keys(b))
}

function actorKey(actor: Reference): string {
  return targetKey(actor) || (actor.identifier?.value ?? actor.display ?? '')
}
