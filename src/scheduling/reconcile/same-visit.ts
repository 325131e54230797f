import { instantMs } from '../../fhir/instants.ts'
import { actorType, participantsOf, sameTarget, targetOf } from '../../fhir/references.ts'
import type { Appointment, Reference } from '../../fhir/types.ts'

/** Whether the candidate is the wished-for visit: the same time, with all of its practitioners and places. */
export function isSameVisit(wished: Appointment, candidate: Appointment): boolean {
  const hasTime = instantMs(wished.start) !== undefined && instantMs(wished.end) !== undefined
  return hasTime && sameTime(wished, candidate) && decisiveActors(wished).length > 0 && hasActorsOf(wished, candidate)
}

export function sameTime(a: Appointment, b: Appointment): boolean {
  return instantMs(a.start) === instantMs(b.start) && instantMs(a.end) === instantMs(b.end)
}

/** Whether every practitioner and place of `wished` takes part in `candidate`, which may have more. */
function hasActorsOf(wished: Appointment, candidate: Appointment): boolean {
  return decisiveActors(wished).every((actor) => takesPart(actor, candidate))
}

/** Whether the candidate has the practitioners and places of `wished`, and none that only `former` had. */
export function hasActorsInstead(wished: Appointment, former: Appointment, candidate: Appointment): boolean {
  const givenUp = decisiveActors(former).filter((actor) => !takesPart(actor, wished))
  return hasActorsOf(wished, candidate) && !givenUp.some((actor) => takesPart(actor, candidate))
}

/**
 * Whether the candidate has another practitioner or place instead of a wished-for one. Only literal references to the same type
 * contradict each other: a server may name participants in other ways, or not at all.
 */
export function hasOthersInstead(wished: Appointment, candidate: Appointment): boolean {
  return decisiveActors(wished).some((actor) => {
    const rivals = decisiveActors(candidate).filter((other) => targetOf(other)?.type === targetOf(actor)?.type)
    return targetOf(actor) !== undefined && rivals.length > 0 && !rivals.some((other) => sameTarget(actor, other))
  })
}

/**
 * Whether the candidate may be what was wished for, told in part or otherwise: it has one of its practitioners (one of its places,
 * where no practitioner was wished for), or the server leaves out who takes part.
 */
export function isPartOf(wished: Appointment, candidate: Appointment): boolean {
  const practitioners = decisiveActors(wished).filter((actor) => actorType(actor)?.startsWith('Practitioner'))
  const decisive = practitioners.length > 0 ? practitioners : decisiveActors(wished)
  const isBare = participantsOf(candidate).every(({ actor }) => actorType(actor) === 'Patient')
  return isBare || decisive.some((actor) => takesPart(actor, candidate))
}

/** Whether somebody has changed neither the time nor who takes part, as far as both say it. */
export function isStillThat(before: Appointment, now: Appointment): boolean {
  const [wished, got] = [instantMs(before.start), instantMs(now.start)]
  return (wished === undefined || got === undefined || wished === got) && !hasOthersInstead(before, now)
}

function takesPart(actor: Reference, appointment: Appointment): boolean {
  return decisiveActors(appointment).some((other) => sameActor(actor, other))
}

/** The participants that distinguish visits at the same time: not the patient, nor a service, which has many visits. */
function decisiveActors(appointment: Appointment): Reference[] {
  return participantsOf(appointment)
    .map((participant) => participant.actor)
    .filter((actor) => actor !== undefined)
    .filter((actor) => !['Patient', 'RelatedPerson', 'HealthcareService'].includes(actorType(actor) ?? ''))
}

/** What is contained in two resources may have one name in both, and be two things. */
function isSameText(a: string, b: string): boolean {
  return a === b && !a.startsWith('#')
}

/** By reference where both have one, else by identifier, else by the name that the server shows. */
export function sameActor(a: Reference, b: Reference): boolean {
  if (a.reference && b.reference) return isSameText(a.reference, b.reference) || sameTarget(a, b)
  if (a.identifier?.value && b.identifier?.value) {
    return a.identifier.value === b.identifier.value && a.identifier.system === b.identifier.system
  }
  return !!a.display && a.display === b.display
}
