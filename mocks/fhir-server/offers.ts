import { overlaps, type Interval } from '../world/interval.ts'
import type { Clinician } from '../world/clinicians.ts'
import type { Site } from '../world/sites.ts'
import type { VisitType } from '../world/visit-types.ts'
import type { Context } from './context.ts'

const MINUTE = 60_000

/** One time at which a visit could take place. */
export interface Offer extends Interval {
  readonly id: string
  readonly clinician: Clinician
  readonly visit: VisitType
  readonly site: Site
  readonly room: string
}

/**
 * Every free time for that clinician and visit type that lies wholly within the window and in the future, and starts before
 * `startsBefore` (epoch milliseconds).
 */
export function offersOf(
  context: Context,
  clinician: Clinician,
  visit: VisitType,
  window: Interval,
  startsBefore = window.end,
): Offer[] {
  const { calendar, clock, store } = context
  const now = clock()
  const length = visit.minutes * MINUTE
  const step = (calendar.everyMinutes ?? visit.everyMinutes) * MINUTE
  const found: Offer[] = []
  for (const block of calendar.blocks(clinician, { start: window.start, end: startsBefore })) {
    const room = roomFor(visit, block.site.id, block.room)
    const taken = [...store.occupations(`Practitioner/${clinician.id}`), ...store.occupations(`Location/${room}`)].filter(
      (other) => overlaps(other, block),
    )
    for (let start = block.start; start + length <= block.end; start += step) {
      const when = { start, end: start + length }
      if (start < now || start < window.start || start >= startsBefore || when.end > window.end) continue
      if (taken.some((other) => overlaps(other, when))) continue
      found.push({ ...when, id: offerId(context, clinician, visit, start), clinician, visit, site: block.site, room })
    }
  }
  return found
}

const roomFor = (visit: VisitType, siteId: string, ownRoom: string): string => (visit.room ? `${siteId}-${visit.room}` : ownRoom)

/**
 * The id holds all that is offered, so that the server keeps no list. A number is added when an appointment has already had the
 * id, so that the id of one person's appointment never names another's.
 */
function offerId({ store }: Context, clinician: Clinician, visit: VisitType, start: number): string {
  const plain = `p.${clinician.id}.${visit.id}.${(start / MINUTE).toString(36)}`
  let id = plain
  for (let round = 2; store.appointment(id); round += 1) id = `${plain}.${round}`
  return id
}

/** What an offer's id stands for. `taken` when it was once offered but no longer is; undefined when it never was an offer. */
export function resolveOffer(context: Context, id: string): Offer | 'taken' | undefined {
  const [mark, clinicianId, visitId, minutes] = id.split('.')
  const clinician = context.world.clinicians.find((each) => each.id === clinicianId)
  const visit = context.world.visitTypes.find((each) => each.id === visitId)
  const start = parseInt(minutes ?? '', 36) * MINUTE
  if (mark !== 'p' || !clinician || !visit || !Number.isSafeInteger(start)) return undefined
  const offers = offersOf(context, clinician, visit, { start, end: start + visit.minutes * MINUTE })
  return offers.find((offer) => offer.id === id) ?? 'taken'
}
