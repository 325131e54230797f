import { conceptText, nameText } from '../../../fhir/names.ts'
import { isolated } from '../../../fhir/text/isolated.ts'
import { plainText } from '../../../fhir/text/plain-text.ts'
import { actorsOf, targetKey, targetOf } from '../../../fhir/references.ts'
import type { Appointment, CodeableConcept, Reference } from '../../../fhir/types.ts'
import type { Directory } from '../../../queries/directory.ts'
import type { ChoiceOption } from '../../../ui/choice/choice-option.ts'

/** What the fields of the search form offer. Values are as in `SearchCriteria`. */
export interface SearchChoices {
  readonly specialty: readonly ChoiceOption[]
  readonly visitType: readonly ChoiceOption[]
  readonly reason: readonly ChoiceOption[]
  readonly practitioner: readonly ChoiceOption[]
  readonly organization: readonly ChoiceOption[]
  readonly location: readonly ChoiceOption[]
}

/**
 * Choices from the server's directory and from the appointments at hand, so that a server without a directory can be searched too.
 * @param base the Scheduling Server's base URL; actors of other servers are left out, since it can't be asked for them
 */
export function searchChoices(directory: Directory, appointments: readonly Appointment[], base: string): SearchChoices {
  const { practitioners, roles, locations, organizations, services } = directory
  const places = new Map(locations.map((location) => [`Location/${location.id}`, location.name ?? '']))
  return {
    specialty: codes([...roles, ...services, ...appointments].flatMap(({ specialty = [] }) => specialty)),
    visitType: codes([
      ...services.filter(({ active }) => active !== false).flatMap(({ type = [] }) => type),
      ...appointments.flatMap(({ serviceType = [] }) => serviceType),
    ]),
    reason: codes(appointments.flatMap(({ reasonCode = [] }) => reasonCode)),
    practitioner: sorted([
      ...practitioners
        .filter(({ active }) => active !== false)
        .map(({ id, name }) => {
          const value = `Practitioner/${id}`
          return { value, label: nameText(name), hint: specialtiesOf(value, directory) }
        }),
      ...actors(
        roles.flatMap(({ practitioner }) => practitioner ?? []),
        'Practitioner',
        base,
      ),
      ...actors(
        appointments.flatMap((one) => actorsOf(one, 'Practitioner')),
        'Practitioner',
        base,
      ),
    ]),
    organization: sorted(
      organizations
        .filter(({ active }) => active !== false)
        .map(({ id, name = '' }) => ({ value: `Organization/${id}`, label: name })),
    ),
    location: sorted([
      ...locations
        .filter(({ status }) => status !== 'inactive')
        .map(({ id, name = '', partOf, address }) => {
          const whole = partOf?.display ?? places.get(partOf?.reference ?? '')
          return { value: `Location/${id}`, label: whole ? `${whole}, ${name}` : name, hint: address?.city }
        }),
      ...actors(
        appointments.flatMap((one) => actorsOf(one, 'Location')),
        'Location',
        base,
      ),
    ]),
  }
}

/**
 * The practitioners who work in the chosen specialties and places, according to their roles. Practitioners without a known role
 * stay, and so do those already chosen.
 */
export function practitionersWithin(
  options: readonly ChoiceOption[],
  directory: Directory,
  { specialty, location, practitioner }: Readonly<Record<'specialty' | 'location' | 'practitioner', readonly string[]>>,
): readonly ChoiceOption[] {
  if (specialty.length === 0 && location.length === 0) return options
  const sites = location.flatMap((place) => [place, wholeOf(place, directory)])
  return options.filter(({ value }) => {
    const roles = directory.roles.filter((role) => targetKey(role.practitioner) === value)
    if (roles.length === 0 || practitioner.includes(value)) return true
    return roles.some(
      (role) =>
        (specialty.length === 0 || tokensOf(role.specialty).some((token) => specialty.includes(token))) &&
        (location.length === 0 || !role.location || role.location.some((place) => sites.includes(targetKey(place)))),
    )
  })
}

/** Every token by which these concepts can be asked for. */
export function tokensOf(concepts: readonly CodeableConcept[] = []): string[] {
  return concepts.flatMap(({ coding = [] }) =>
    coding.flatMap(({ system, code }) => (system && code ? [`${system}|${code}`] : [])),
  )
}

/** `Type/id` of an actor on the server at `base`; '' for any other. */
function actorKey(actor: Reference | undefined, base: string): string {
  const { base: own = base } = targetOf(actor) ?? {}
  return own === base ? targetKey(actor) : ''
}

function codes(concepts: readonly CodeableConcept[]): ChoiceOption[] {
  return sorted(
    concepts.flatMap((concept) =>
      (concept.coding ?? []).flatMap(({ system, code, display }) =>
        system && code ? [{ value: `${system}|${code}`, label: display ?? conceptText(concept) }] : [],
      ),
    ),
  )
}

function actors(references: readonly Reference[], type: string, base: string): ChoiceOption[] {
  return references.flatMap((actor) => {
    const value = actorKey(actor, base)
    return value.startsWith(`${type}/`) && actor.display ? [{ value, label: actor.display }] : []
  })
}

/** Each value once, by its first entry with a label, in alphabetical order. Equal labels are told apart by their values. */
function sorted(options: readonly ChoiceOption[]): ChoiceOption[] {
  const byValue = new Map<string, ChoiceOption>()
  for (const option of options) {
    if (option.label !== '' && !byValue.has(option.value)) byValue.set(option.value, shown(option))
  }
  const uses = new Map<string, number>()
  for (const { label } of byValue.values()) uses.set(label, (uses.get(label) ?? 0) + 1)
  return [...byValue.values()]
    .map((option) => ((uses.get(option.label) ?? 0) > 1 ? { ...option, hint: option.hint ?? plainText(option.value) } : option))
    .sort((a, b) => a.label.localeCompare(b.label))
}

function shown({ value, label, hint }: ChoiceOption): ChoiceOption {
  return { value, label: isolated(plainText(label)), ...(hint === undefined ? {} : { hint: isolated(plainText(hint)) }) }
}

function specialtiesOf(practitioner: string, { roles }: Directory): string | undefined {
  const names = roles
    .filter((role) => targetKey(role.practitioner) === practitioner)
    .flatMap(({ specialty = [] }) => specialty.map(conceptText))
  return [...new Set(names)].filter(Boolean).join(', ') || undefined
}

function wholeOf(place: string, { locations }: Directory): string {
  return targetKey(locations.find(({ id }) => `Location/${id}` === place)?.partOf)
}
