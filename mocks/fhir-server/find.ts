import type { Bundle, Coding, OperationOutcomeIssue } from '../../src/fhir/types.ts'
import { SPECIALTIES } from '../world/codes.ts'
import { performs, type Clinician } from '../world/clinicians.ts'
import type { VisitType } from '../world/visit-types.ts'
import { requirePatient, type Access } from './access.ts'
import type { Context } from './context.ts'
import { patientIdOf, readCriteria, type FindCriteria, type Token } from './find-criteria.ts'
import { matchesText } from './match.ts'
import { offersOf, type Offer } from './offers.ts'
import { findDefinition } from './operation-definitions.ts'
import { pageLink, pageSize, readPageLink } from './page-link.ts'
import { readParameters } from './parameters.ts'
import { proposal } from './proposal.ts'
import { issue, malformed } from './refusal.ts'
import { searchset } from './reply.ts'
import { suits } from './timing-preference.ts'

/** Where an offer stands in the answer, which is ordered by time, then by preference. A later page begins after such a position. */
interface Position {
  readonly start: number
  /** 0 for the first choice of everything. */
  readonly rank: number
  readonly id: string
}

/** Answers `POST Appointment/$find` (ITI-115); `_count` comes in the query. */
export function find(context: Context, url: URL, body: string, access: Access): Bundle {
  const count = pageSize(url.searchParams.get('_count'), context)
  const [criteria, notes] = readCriteria(context, readParameters(body, findDefinition))
  return page(context, criteria, { count, access, notes, self: url.href })
}

/** Answers the GET of a `next` link of $find. */
export function findPage(context: Context, token: string, access: Access): Bundle {
  const state = readPageLink(token)
  if (!isLaterPage(state)) throw malformed('This page link is not one of this server’s.', undefined, 'not-found')
  const { criteria, count, after } = state
  return page(context, criteria, { count, after, access, notes: [] })
}

interface LaterPage {
  readonly criteria: FindCriteria
  readonly count: number
  readonly after: Position
}

/** Only this server writes these links, so checking the members suffices. */
const isLaterPage = (state: object): state is LaterPage => 'criteria' in state && 'count' in state && 'after' in state

interface PageRequest {
  readonly count: number
  readonly access: Access
  readonly notes: readonly OperationOutcomeIssue[]
  readonly after?: Position
  readonly self?: string
}

function page(context: Context, criteria: FindCriteria, { count, access, notes, after, self }: PageRequest): Bundle {
  for (const patient of criteria.patients) requirePatient(access, patientIdOf(patient, context.base))
  const { offers, note } = preferred(matching(context, criteria), criteria)
  const from = after ? offers.findIndex((offer) => compare(offer, after) > 0) : 0
  const shown = from < 0 ? [] : offers.slice(from, from + count)
  const last = shown.at(-1)
  const more = last !== undefined && from + count < offers.length
  const { patients, referral, reasons } = criteria
  const asked = {
    requestedPeriod: { start: criteria.start, end: criteria.end },
    patients,
    ...(referral && { referral }),
    ...(reasons[0] && { reason: { coding: [reasons[0]] } }),
  }
  return searchset({
    resources: shown.map((offer) => ({ fullUrl: `${context.base}/Appointment/${offer.id}`, resource: proposal(offer, asked) })),
    total: offers.length,
    issues: [...notes, ...note],
    ...(self && { self }),
    next: more
      ? pageLink(context.base, 'Appointment/$find', {
          criteria,
          count,
          after: { start: last.start, rank: last.rank, id: last.id },
        })
      : undefined,
  })
}

const DAY = 86_400_000

type RankedOffer = Offer & Position

const compare = (a: Position, b: Position): number =>
  a.start - b.start || a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Free times that satisfy every kind of criterion, in order. */
function matching(context: Context, criteria: FindCriteria): RankedOffer[] {
  const window = { start: Date.parse(criteria.start), end: Date.parse(criteria.end) }
  const clinicians = context.world.clinicians.filter((clinician) => suitsClinician(context, clinician, criteria))
  const offers: RankedOffer[] = []
  // Day by day, so that no more of a full calendar is computed than will be answered.
  for (let start = window.start; start < window.end && offers.length < context.maxOffers; start += DAY) {
    const ofDay: RankedOffer[] = []
    for (const clinician of clinicians) {
      for (const visit of visitsOf(context, clinician, criteria)) {
        for (const offer of offersOf(context, clinician, visit, { start, end: window.end }, Math.min(start + DAY, window.end))) {
          if (suitsPlace(context, offer, criteria)) ofDay.push({ ...offer, rank: rankOf(offer, criteria) })
        }
      }
    }
    offers.push(...ofDay.sort(compare))
  }
  return offers.slice(0, context.maxOffers)
}

/** How far down the lists of preference the offer stands: practitioner first, then specialty, place and visit type. */
function rankOf(
  { clinician, visit, site, room }: Offer,
  { practitioners, specialties, locations, visitTypes }: FindCriteria,
): number {
  const places = [
    practitioners.indexOf(clinician.id),
    specialties.findIndex((token) => isToken(SPECIALTIES[clinician.specialty], token)),
    locations.findIndex((id) => id === room || id === site.id),
    visitTypes.findIndex((token) => isToken(visit.code, token)),
  ]
  return places.reduce((rank, place) => rank * 100 + Math.max(0, place), 0)
}

function suitsClinician(
  { world }: Context,
  clinician: Clinician,
  { practitioners, specialties, organizations }: FindCriteria,
): boolean {
  const codings = clinician.role.specialty?.flatMap(({ coding = [] }) => coding) ?? []
  const parent = world.organizations.find(({ id }) => id === clinician.organization)?.partOf?.reference?.split('/')[1]
  return (
    isAny(practitioners, (id) => id === clinician.id) &&
    isAny(organizations, (id) => id === clinician.organization || id === parent) &&
    isAny(specialties, (token) => codings.some((coding) => isToken(coding, token)))
  )
}

/** The visit types asked for, or the usual one if none is. */
function visitsOf({ world }: Context, clinician: Clinician, { visitTypes }: FindCriteria): readonly VisitType[] {
  const asked =
    visitTypes.length === 0
      ? [world.visitTypes[0]]
      : world.visitTypes.filter(({ code }) => visitTypes.some((token) => isToken(code, token)))
  return asked.filter((visit) => performs(clinician.specialty, visit))
}

function suitsPlace({ world }: Context, { room, site }: Offer, { locations, addresses }: FindCriteria): boolean {
  const address = world.sites.find(({ id }) => id === site.id)?.location.address
  const parts = [
    ...(address?.line ?? []),
    address?.city,
    address?.state,
    address?.postalCode,
    address?.country,
    site.location.name,
  ]
  return (
    isAny(locations, (id) => id === room || id === site.id) &&
    isAny(addresses, (wanted) => parts.some((part) => part !== undefined && matchesText(part, wanted, 'contains')))
  )
}

const isAny = <T>(wanted: readonly T[], matches: (one: T) => boolean): boolean => wanted.length === 0 || wanted.some(matches)

const isToken = (own: Coding, { system, code }: Token): boolean => own.system === system && own.code === code

/** Timing is only a preference: when no offer suits it, all are returned with a note. */
function preferred(offers: RankedOffer[], { timing }: FindCriteria): { offers: RankedOffer[]; note: OperationOutcomeIssue[] } {
  if (!timing) return { offers, note: [] }
  const suitable = offers.filter((offer) => suits(offer, timing))
  if (suitable.length > 0 || offers.length === 0) return { offers: suitable, note: [] }
  return {
    offers,
    note: [issue('information', 'informational', 'No free time matches the preferred times; all free times are offered.')],
  }
}
