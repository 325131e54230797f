import type { Appointment, OperationOutcomeIssue } from '../../src/fhir/types.ts'
import { STATUS_REASON_EXTENSION, STATUS_REASON_SYSTEM } from '../world/codes.ts'
import { issue, Refusal } from './refusal.ts'
import { literalKey } from './references.ts'

const ACTORS = ['Patient', 'Practitioner', 'PractitionerRole', 'Location', 'HealthcareService']
const MAY_LACK_TIMES: ReadonlySet<string> = new Set(['proposed', 'cancelled', 'waitlist'])

/**
 * Checks a well-shaped Appointment against R4's invariants app-1 to app-4 and the guide's profile: start and end, exactly
 * one requestedPeriod, an actor for every participant, at most one status reason. Refuses with 422 and one issue for each
 * departure; a reference to another server with 400.
 */
export function checkProfile(appointment: Appointment, base: string): void {
  const issues = [...departuresFromInvariants(appointment), ...departuresFromProfile(appointment)]
  if (issues.length > 0) throw new Refusal(422, issues)
  appointment.participant.forEach(({ actor }, index) => {
    if (actor?.reference) literalKey(actor.reference, ACTORS, base, `Appointment.participant[${index}].actor`)
  })
}

const departure = (
  diagnostics: string,
  expression: string,
  code: OperationOutcomeIssue['code'] = 'invariant',
): OperationOutcomeIssue => issue('error', code, diagnostics, expression)

/** R4's invariants app-1 to app-4, which hold for every Appointment on any server. */
export function departuresFromInvariants({
  status,
  start,
  end,
  participant,
  cancelationReason,
}: Appointment): OperationOutcomeIssue[] {
  const found: OperationOutcomeIssue[] = []
  participant.forEach(({ type, actor }, index) => {
    if (!type && !actor)
      found.push(
        departure('app-1: either the type or the actor of a participant must be given.', `Appointment.participant[${index}]`),
      )
  })
  if ((start === undefined) !== (end === undefined))
    found.push(departure('app-2: either start and end are given, or neither.', 'Appointment'))
  if ((!start || !end) && !MAY_LACK_TIMES.has(status)) {
    found.push(departure('app-3: only proposed, cancelled or waitlisted appointments may lack start and end.', 'Appointment'))
  }
  if (cancelationReason && status !== 'cancelled' && status !== 'noshow') {
    found.push(
      departure('app-4: a cancelationReason is only for cancelled or missed appointments.', 'Appointment.cancelationReason'),
    )
  }
  return found
}

function departuresFromProfile({
  start,
  end,
  requestedPeriod,
  participant,
  extension = [],
}: Appointment): OperationOutcomeIssue[] {
  const found: OperationOutcomeIssue[] = []
  if (!start) found.push(departure('The profile needs a start.', 'Appointment.start', 'required'))
  if (!end) found.push(departure('The profile needs an end.', 'Appointment.end', 'required'))
  if (start && end && Date.parse(start) >= Date.parse(end))
    found.push(departure('The start must be before the end.', 'Appointment.start', 'value'))
  if (requestedPeriod?.length !== 1) {
    found.push(departure('The profile needs exactly one requestedPeriod.', 'Appointment.requestedPeriod', 'required'))
  }
  participant.forEach(({ actor }, index) => {
    if (!actor?.reference && !actor?.identifier && !actor?.display) {
      found.push(
        departure('The profile needs an actor for every participant.', `Appointment.participant[${index}].actor`, 'required'),
      )
    }
  })
  const reasons = extension.filter(({ url }) => url === STATUS_REASON_EXTENSION)
  if (reasons.length > 1) found.push(departure('The profile allows one status reason.', 'Appointment.extension', 'structure'))
  if (reasons.some(({ valueCodeableConcept }) => valueCodeableConcept === undefined)) {
    found.push(departure('A status reason is a CodeableConcept.', 'Appointment.extension.valueCodeableConcept', 'required'))
  }
  return found
}

/** Refuses with 422 a cancellation without a status reason, or with a code that is unknown in the guide's code system. */
export function requireStatusReason({ extension = [] }: Appointment): void {
  const reason = extension.find(({ url }) => url === STATUS_REASON_EXTENSION)?.valueCodeableConcept
  if (!reason) throw new Refusal(422, [departure('A cancellation needs a status reason.', 'Appointment.extension', 'required')])
  const wrong = reason.coding?.find(({ system, code }) => system === STATUS_REASON_SYSTEM && !STATUS_REASONS.has(code ?? ''))
  if (wrong) {
    throw new Refusal(422, [departure(`“${wrong.code ?? ''}” is no status reason.`, 'Appointment.extension', 'code-invalid')])
  }
}

/** `room-unavial` is the guide's own spelling. */
const STATUS_REASONS: ReadonlySet<string> = new Set(
  `abnormal-results cms-auth deceased discharged disgruntled equip-unavail financial hospitalized improper-iv improved
  interpreter-unavail meeting moved needs-tests new-provider no-show other patient-cancel personal plan-changes pregnant
  prep-incomplete prep-unavail refused room-unavial scheduling-error staff-cancel terminated transportation wait-list
  walk-in-error weather`.split(/\s+/),
)
