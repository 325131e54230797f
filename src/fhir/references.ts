import type { Appointment, AppointmentParticipant, Reference } from './types.ts'

/** A parsed literal reference: `Patient/1`, `https://host/fhir/Patient/1` and `…/_history/2` all name a type and an id. */
export interface Target {
  readonly type: string
  readonly id: string
  /** The server's base URL for an absolute reference; undefined for a relative one. */
  readonly base?: string
}

const literal = /^(?:(https?:\/\/\S+?)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/

/** Thousands of appointments name few actors, so parsed references are kept, up to a number that no clinic reaches. */
const kept = new Map<string, Target | undefined>()
const mostKept = 5_000

export function targetOf(reference: Reference | undefined): Target | undefined {
  const text = reference?.reference
  if (text === undefined) return undefined
  const known = kept.get(text)
  if (known !== undefined || kept.has(text)) return known
  const target = readTarget(text)
  // Nothing about a patient is kept in memory for the sake of speed.
  if (saysPatient.test(target?.type ?? text)) return target
  if (kept.size >= mostKept) kept.clear()
  kept.set(text, target)
  return target
}

function readTarget(text: string): Target | undefined {
  const match = literal.exec(text)
  if (!match) return undefined
  const [, base, type = '', id = ''] = match
  return { type, id, ...(base === undefined ? {} : { base }) }
}

/** `Type/id` of a literal reference, relative or absolute; empty if there is none. */
export function targetKey(reference: Reference | undefined): string {
  const target = targetOf(reference)
  return target ? `${target.type}/${target.id}` : ''
}

/** Whether a reference in a resource of the server at `base` means this resource on the same server. */
export function pointsTo(reference: Reference | undefined, type: string, id: string, base: string): boolean {
  const target = targetOf(reference)
  return target?.type === type && target.id === id && (target.base === undefined || target.base === base)
}

/** Finds a patient even in a form that R4 forbids: `/Patient/1`, `Patient/a_b`, `patient?identifier=…`, the type definition's URL. */
const saysPatient = /(?:^|[^\w?&])Patient\b/i

/**
 * The resource type of an actor, by its literal reference or its `type`; undefined for a display-only actor. Anything that names a
 * patient, however oddly, has the type Patient: otherwise its appointment would seem to be nobody's, and be taken for anybody's.
 */
export function actorType(actor: Reference | undefined): string | undefined {
  const readable = targetOf(actor)?.type
  return saysPatient.test(readable ?? `${actor?.type} ${actor?.reference}`) ? 'Patient' : (readable ?? actor?.type)
}

/** R4 requires participants, but a server's Appointment may lack them. */
export function participantsOf({ participant }: Partial<Appointment>): readonly AppointmentParticipant[] {
  return participant ?? []
}

/** The actors of an Appointment that are (or may be) of this type. */
export function actorsOf(appointment: Appointment, type: string): Reference[] {
  return participantsOf(appointment)
    .map((participant) => participant.actor)
    .filter((actor): actor is Reference => actor !== undefined && actorType(actor) === type)
}

/** Whether both are literal references to the same type and id, on the same server if both name one. */
export function sameTarget(a: Reference | undefined, b: Reference | undefined): boolean {
  const [left, right] = [targetOf(a), targetOf(b)]
  if (!left || !right) return false
  return left.type === right.type && left.id === right.id && (!left.base || !right.base || left.base === right.base)
}
