import type { Appointment } from '../../fhir/types.ts'
import { addDays, type DayKey } from '../../i18n/clinic-time.ts'
import { plausibleDay } from '../../i18n/plausible-day.ts'

/** Whose appointments are listed: the patient's, or those of one practitioner or place on one day. */
export type Scope = 'patient' | 'practitioner' | 'place'

export type AppointmentStatus = Appointment['status']

/** R4 AppointmentStatus without `proposed`, which is an offer and not an appointment; in the order of a visit's life. */
export const listedStatuses = [
  'booked',
  'pending',
  'waitlist',
  'checked-in',
  'arrived',
  'fulfilled',
  'noshow',
  'cancelled',
  'entered-in-error',
] as const satisfies readonly AppointmentStatus[]

/** The filters, as they stand in the address of the Appointments screen. */
export interface AppointmentsView {
  readonly scope: Scope
  /** Empty for any status. */
  readonly status: readonly AppointmentStatus[]
  /** First and last day, for a patient. */
  readonly from: DayKey
  readonly to: DayKey
  /** `Practitioner/[id]` */
  readonly practitioner: string | undefined
  /** `Location/[id]` */
  readonly place: string | undefined
  /** The day of a practitioner or place. */
  readonly day: DayKey
}

/** What the defaults depend on. */
export interface ViewDefaults {
  /** Today in the clinic's zone. */
  readonly today: DayKey
  readonly hasPatient: boolean
}

const reference = { practitioner: /^Practitioner\/[A-Za-z0-9\-.]{1,64}$/, place: /^Location\/[A-Za-z0-9\-.]{1,64}$/ }

/** Reads the query of the address. Ignores what can't be read. */
export function readView(search: URLSearchParams, { today, hasPatient }: ViewDefaults): AppointmentsView {
  const usual = defaultView({ today, hasPatient })
  const day = (name: string) => plausibleDay(search.get(name))
  const known = (name: keyof typeof reference) => {
    const value = search.get(name) ?? ''
    return reference[name].test(value) ? value : undefined
  }
  const scope = (['patient', 'practitioner', 'place'] as const).find((candidate) => candidate === search.get('scope'))
  return {
    scope: scope === undefined || (scope === 'patient' && !hasPatient) ? usual.scope : scope,
    status: listedStatuses.filter((status) => search.getAll('status').includes(status)),
    from: day('from') ?? usual.from,
    to: day('to') ?? usual.to,
    practitioner: known('practitioner'),
    place: known('place'),
    day: day('day') ?? usual.day,
  }
}

/** The query that `readView` reads as this view, without default values. */
export function viewQuery(view: AppointmentsView, defaults: ViewDefaults): URLSearchParams {
  const usual = defaultView(defaults)
  const query = new URLSearchParams()
  for (const name of ['scope', 'from', 'to', 'practitioner', 'place', 'day'] as const) {
    const value = view[name]
    if (value !== undefined && value !== usual[name]) query.set(name, value)
  }
  for (const status of view.status) query.append('status', status)
  return query
}

/** A patient's list reaches from a month back, to show recent visits, to half a year ahead. */
function defaultView({ today, hasPatient }: ViewDefaults): AppointmentsView {
  return {
    scope: hasPatient ? 'patient' : 'practitioner',
    status: [],
    from: addDays(today, -30),
    to: addDays(today, 180),
    practitioner: undefined,
    place: undefined,
    day: today,
  }
}
