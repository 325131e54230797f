import type { Appointment, Identifier } from '../../fhir/types.ts'
import { sameTime } from '../../scheduling/reconcile/same-visit.ts'
import { statusReasonExtension } from '../../scheduling/status-reasons.ts'
import { tokenOf, type Copy } from './copy.ts'
import { outcomeId } from './scheduling-outcome.ts'

/** The statuses by which the EHR itself says who came; a booking that was changed or confirmed says nothing about that. */
const attended: readonly string[] = ['arrived', 'checked-in', 'fulfilled', 'noshow']

/**
 * What the EHR's copy is to become: the state that the Scheduling Server has, with all that is the EHR's own (its id, identifiers,
 * tags, extensions, references, attendance) as it was. A copy that shows a later version is left alone.
 */
export function mergeCopy(existing: Appointment, copy: Copy): Appointment {
  const identifier = unitedIdentifiers(existing, copy.identifiers)
  if (!copy.isCurrent) return { ...existing, identifier, ...noted(existing, copy.appointment) }
  if (isLater(existing, copy.appointment)) return existing
  const { appointment } = copy
  const keepsStatus = appointment.status === 'booked' && attended.includes(existing.status) && sameTime(existing, appointment)
  const extension = [
    ...(existing.extension ?? []).filter(({ url }) => url !== statusReasonExtension),
    ...(appointment.extension ?? []),
  ]
  const { extension: _reasons, ...state } = appointment
  return {
    ...ownOf(existing),
    ...state,
    ...(keepsStatus ? { status: existing.status } : {}),
    identifier,
    ...(existing.meta || appointment.meta ? { meta: { ...existing.meta, ...appointment.meta } } : {}),
    ...(extension.length > 0 ? { extension } : {}),
    ...noted(existing, appointment),
  }
}

/** Marks a second copy of the same booking, made before its id was known: it should never have been part of the record. */
export function asStray(existing: Appointment): Appointment {
  return { ...existing, status: 'entered-in-error' }
}

/** The elements that a new copy doesn't carry. The narrative is left out: it would tell the former state. */
function ownOf({ id, implicitRules, language, slot, basedOn, reasonReference }: Appointment): Partial<Appointment> {
  return {
    ...(id === undefined ? {} : { id }),
    ...(implicitRules === undefined ? {} : { implicitRules }),
    ...(language === undefined ? {} : { language }),
    ...(slot ? { slot } : {}),
    ...(basedOn ? { basedOn } : {}),
    ...(reasonReference ? { reasonReference } : {}),
  }
}

/** The error in the new copy, in place of the former one; the EHR's own attachments stay. */
function noted(existing: Appointment, appointment: Appointment): Pick<Appointment, 'contained' | 'supportingInformation'> {
  const contained = [...(existing.contained ?? []).filter(({ id }) => id !== outcomeId), ...(appointment.contained ?? [])]
  const supportingInformation = [
    ...(existing.supportingInformation ?? []).filter(({ reference }) => reference !== `#${outcomeId}`),
    ...(appointment.supportingInformation ?? []),
  ]
  return {
    ...(contained.length > 0 ? { contained } : {}),
    ...(supportingInformation.length > 0 ? { supportingInformation } : {}),
  }
}

function unitedIdentifiers(existing: Appointment, added: readonly Identifier[]): Identifier[] {
  const known = existing.identifier ?? []
  const tokens = new Set(known.map(tokenOf))
  return [...known, ...added.filter((identifier) => !tokens.has(tokenOf(identifier)))]
}

/** Versions are opaque, but where both are numbers of the same Appointment, the higher one is the later. */
function isLater(existing: Appointment, appointment: Appointment): boolean {
  const [there, here] = [versionOf(existing), versionOf(appointment)]
  return there !== undefined && there.of === here?.of && there.version > here.version
}

function versionOf({ meta }: Appointment): { readonly of: string; readonly version: number } | undefined {
  // Some servers add a fragment of their own to what they were sent.
  const source = meta?.source ?? ''
  // A longer text is no address, and would slow down the expression.
  const [, of = '', version] = source.length > 2_000 ? [] : (/^(.+)\/_history\/(\d{1,15})(?:#.*)?$/.exec(source) ?? [])
  return version === undefined ? undefined : { of, version: Number(version) }
}
