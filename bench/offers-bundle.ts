import { createSim } from '../mocks/sim.ts'
import { addDays, epochAt, instantText, localDate, weekdayOf } from '../mocks/world/clinic-time.ts'
import type { Appointment, Bundle } from '../src/fhir/types.ts'

const base = 'https://bench.test/fhir'
const zone = 'America/Chicago'
const minute = 60_000
/** So many clinicians see patients at the same time; with 30 times on each of 7 days, a week has about 10,000 offers. */
const clinicians = 48
const timesADay = 30
const visitMinutes = 20

/** The clinic's next Monday, and the last of the days that so many offers fill: a week at least. `YYYY-MM-DD`. */
export function searchedDays(offers: number): { readonly from: string; readonly to: string } {
  const today = localDate(Date.now(), zone)
  const from = Array.from({ length: 7 }, (_, ahead) => addDays(today, ahead + 1)).find((date) => weekdayOf(date) === 'mon') ?? today
  return { from, to: addDays(from, Math.max(7, Math.ceil(offers / (clinicians * timesADay))) - 1) }
}

/**
 * The text of a `$find` answer with so many offers, in order of time. They look like those of the simulated clinic; few are in
 * one week, as many as that holds, more go on for weeks.
 */
export async function offersBundle(offers: number): Promise<string> {
  return offersPage({ total: offers, first: 0, size: offers })
}

interface OffersPage {
  readonly total: number
  /** How many offers come before this page. */
  readonly first: number
  readonly size: number
  /** Where the next page is. */
  readonly next?: string
}

/** The text of one page of such an answer. */
export async function offersPage({ total, first, size, next }: OffersPage): Promise<string> {
  const { from } = searchedDays(total)
  const model = await modelOffer(from)
  const bundle: Bundle<Appointment> = {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
    entry: Array.from({ length: size }, (_, index) => {
      const resource = offerAt(model, from, first + index)
      return { fullUrl: `${base}/Appointment/${resource.id}`, resource, search: { mode: 'match' } }
    }),
  }
  return JSON.stringify(bundle)
}

function offerAt(model: Appointment, firstDay: string, index: number): Appointment & { id: string } {
  const slot = Math.floor(index / clinicians)
  const clinician = index % clinicians
  const opens = epochAt(addDays(firstDay, Math.floor(slot / timesADay)), '08:00', zone)
  const start = opens + (slot % timesADay) * visitMinutes * minute
  const time = { start: instantText(start, zone), end: instantText(start + visitMinutes * minute, zone) }
  const actors = [
    { reference: `Practitioner/bench-${clinician}`, display: `Dr. Number ${clinician + 1}` },
    { reference: `Location/bench-${clinician % 12}`, display: `Clinic ${(clinician % 12) + 1}` },
  ]
  return {
    ...model,
    id: `bench.${clinician}.${slot}`,
    ...time,
    minutesDuration: visitMinutes,
    requestedPeriod: [time],
    participant: actors.map((actor) => ({ actor, required: 'required', status: 'needs-action' })),
  }
}

/** An offer as the simulated clinic makes it. */
async function modelOffer(day: string): Promise<Appointment> {
  const sim = createSim({ base, clock: () => epochAt(day, '00:00', zone) })
  const parameter = [
    { name: 'start', valueDateTime: instantText(epochAt(day, '00:00', zone), zone) },
    { name: 'end', valueDateTime: instantText(epochAt(addDays(day, 1), '00:00', zone), zone) },
  ]
  const answer = await sim.handle(
    new Request(`${base}/Appointment/$find`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', accept: 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Parameters', parameter }),
    }),
  )
  const bundle = (await answer?.json()) as Bundle<Appointment>
  const offer = bundle.entry?.find(({ resource }) => resource?.resourceType === 'Appointment')?.resource
  if (!offer) throw new Error(`The simulated clinic offers nothing: ${JSON.stringify(bundle).slice(0, 500)}`)
  return offer
}
