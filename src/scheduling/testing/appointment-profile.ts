import type { Appointment } from '../../fhir/types.ts'

/**
 * What is wrong with an Appointment that is sent, by R4's invariants app-1 to app-4 and the ITI Scheduling profile (start, end, exactly
 * one requestedPeriod, participants with actor and status). Empty when it is valid.
 */
export function violationsOf(appointment: Appointment): string[] {
  const { status, start, end, cancelationReason, requestedPeriod, participant } = appointment
  const checks: [string, boolean][] = [
    ['app-1', participant.every((one) => one.type !== undefined || one.actor !== undefined)],
    ['app-2', (start === undefined) === (end === undefined)],
    ['app-3', (start !== undefined && end !== undefined) || ['proposed', 'cancelled', 'waitlist'].includes(status)],
    ['app-4', cancelationReason === undefined || status === 'cancelled' || status === 'noshow'],
    ['start', start !== undefined],
    ['end', end !== undefined],
    ['requestedPeriod', requestedPeriod?.length === 1],
    ['participant', participant.length > 0],
    ['participant.actor', participant.every((one) => one.actor !== undefined && Object.keys(one.actor).length > 0)],
    [
      'participant.status',
      participant.every((one) => ['accepted', 'declined', 'tentative', 'needs-action'].includes(one.status)),
    ],
  ]
  return checks.filter(([, holds]) => !holds).map(([name]) => name)
}
