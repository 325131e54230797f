import { addDays, type DayKey } from '../../i18n/clinic-time.ts'
import type { Zone } from '../../i18n/clinic-zone.ts'
import type { AppointmentQuery } from '../../scheduling/criteria.ts'
import type { PatientPart } from '../../scheduling/patient-reference.ts'
import type { AppointmentsView } from './appointments-view.ts'

const pageSize = 100

/**
 * The ITI-118 query for a view, whose days are days in `zone`. Undefined where there is nothing to ask yet: nobody is
 * chosen, or the last day is before the first.
 */
export function appointmentsQueryOf(view: AppointmentsView, patient: PatientPart, zone: Zone): AppointmentQuery | undefined {
  const status = view.status.length > 0 ? { status: view.status } : {}
  switch (view.scope) {
    case 'patient':
      if (view.from > view.to || Object.keys(patient).length === 0) return undefined
      return { ...patient, ...window(view.from, view.to, zone), ...status, count: pageSize }
    case 'practitioner':
      if (view.practitioner === undefined) return undefined
      return { practitioner: view.practitioner, ...window(view.day, view.day, zone), ...status, count: pageSize }
    case 'place':
      if (view.place === undefined) return undefined
      return { location: view.place, ...window(view.day, view.day, zone), ...status, count: pageSize }
  }
}

/** From the start of the first day to the end of the last (exclusive), with the zone's offsets. */
function window(first: DayKey, last: DayKey, zone: Zone): { from: string; until: string } {
  return { from: startOf(first, zone), until: startOf(addDays(last, 1), zone) }
}

function startOf(day: DayKey, zone: Zone): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toString({ timeZoneName: 'never' })
}
