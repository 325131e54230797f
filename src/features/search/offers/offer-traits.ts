import { instantMs } from '../../../fhir/instants.ts'
import { actorType, participantsOf, targetKey } from '../../../fhir/references.ts'
import type { Appointment, Reference } from '../../../fhir/types.ts'
import { actorName, type Actors } from '../../../i18n/appointment-facts.ts'
import type { Zone } from '../../../i18n/clinic-zone.ts'
import { clockMinutes, stretchAt } from '../../../i18n/zone-clock.ts'
import { distinctOffers } from './distinct-offers.ts'
import { dayParts, type DayPart } from '../criteria/search-criteria.ts'

/** One of the sites or people that offers can be told apart by. */
export interface Trait {
  /** `Type/id`, or the actor's name where there is nothing else. */
  readonly key: string
  readonly label: string
}

export interface OfferTraits {
  readonly sites: readonly Trait[]
  readonly people: readonly Trait[]
  readonly parts: ReadonlySet<DayPart>
}

interface ActorTraits {
  readonly site?: Trait
  readonly person?: Trait
}

/** Which of the offers found are shown. The server isn't asked anew. */
export interface OfferFilter {
  /** Keys of traits. */
  readonly site: string | undefined
  readonly person: string | undefined
  readonly part: DayPart | undefined
}

export interface TraitReader {
  /** All traits that these offers have. */
  readonly among: (offers: readonly Appointment[]) => OfferTraits
  readonly filter: (offers: readonly Appointment[], filter: OfferFilter) => readonly Appointment[]
}

const [noon, six] = [12 * 60, 18 * 60]

/** Thousands of offers name few actors, so each actor is read only once. */
export function traitReader(actors: Actors, zoneOf: (offer: Appointment) => Zone): TraitReader {
  const known = new Map<string, ActorTraits>()
  const traitsOf = (actor: Reference): ActorTraits => {
    const name = actor.reference ?? actor.display ?? ''
    const before = known.get(name)
    if (before) return before
    const traits = readTraits(actor, actors)
    known.set(name, traits)
    return traits
  }
  // The same parts of the day as in the search: morning until noon, afternoon until six.
  const partOf = (offer: Appointment): DayPart => {
    const start = instantMs(offer.start) ?? 0
    const minutes = clockMinutes(stretchAt(zoneOf(offer), start), start)
    return minutes < noon ? 'morning' : minutes < six ? 'afternoon' : 'evening'
  }
  const names = (offer: Appointment, kind: keyof ActorTraits, key: string) =>
    participantsOf(offer).some(({ actor }) => actor !== undefined && traitsOf(actor)[kind]?.key === key)

  return {
    among(offers) {
      const sites = new Map<string, Trait>()
      const people = new Map<string, Trait>()
      const parts = new Set<DayPart>()
      for (const offer of distinctOffers(offers)) {
        for (const { actor } of participantsOf(offer)) {
          if (actor === undefined) continue
          const { site, person } = traitsOf(actor)
          if (site) sites.set(site.key, site)
          if (person) people.set(person.key, person)
        }
      }
      for (let at = 0; at < offers.length && parts.size < dayParts.length; at += 1) {
        const offer = offers[at]
        if (offer) parts.add(partOf(offer))
      }
      return { sites: byLabel(sites), people: byLabel(people), parts }
    },
    filter(offers, { site, person, part }) {
      if (site === undefined && person === undefined && part === undefined) return offers
      return offers.filter(
        (offer) =>
          (site === undefined || names(offer, 'site', site)) &&
          (person === undefined || names(offer, 'person', person)) &&
          (part === undefined || partOf(offer) === part),
      )
    },
  }
}

function readTraits(actor: Reference, actors: Actors): ActorTraits {
  const type = actorType(actor)
  if (type === 'Patient' || type === 'HealthcareService') return {}
  const own = { key: keyOf(actor), label: actorName(actor, actors) }
  if (type !== 'Location') return own.key === '' ? {} : { person: own }
  // A room is at the site that it is part of.
  const whole = actors.locations.get(own.key)?.partOf
  return { site: whole && keyOf(whole) !== '' ? { key: keyOf(whole), label: actorName(whole, actors) } : own }
}

function keyOf(actor: Reference): string {
  return targetKey(actor) || (actor.display ?? '')
}

function byLabel(traits: ReadonlyMap<string, Trait>): Trait[] {
  return [...traits.values()].sort((a, b) => a.label.localeCompare(b.label))
}
