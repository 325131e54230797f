import type { Bundle, FhirResource, OperationOutcomeIssue } from '../../src/fhir/types.ts'
import { requirePatient, type Access } from './access.ts'
import type { Context } from './context.ts'
import { alternatives, matchesText, plain } from './match.ts'
import { pageLink, pageSize, readPageLink } from './page-link.ts'
import { parseReference, sameIdentifier } from './references.ts'
import { issue, malformed } from './refusal.ts'
import { searchset } from './reply.ts'
import { matchesDate } from './search-date.ts'
import { searchParameters, type Searchable, type SearchParameter } from './search-parameters.ts'

/** Parameters about the answer rather than the resources. */
const ABOUT_ANSWER = new Set(['_count', '_include', '_format', '_sort'])
/** Stands in for the zone of resources that have none. */
const SOMEWHERE = 'UTC'

/** Answers a search of one type, by GET or POST; the page's `next` link carries the search on. */
export function search(context: Context, type: Searchable, query: URLSearchParams, access: Access): Bundle {
  const token = query.get('_page')
  if (token === null) return page(context, type, query, access, 0)
  const { query: first, offset } = readPageLink(token)
  return page(context, type, new URLSearchParams(String(first)), access, Number(offset))
}

function page(context: Context, type: Searchable, query: URLSearchParams, access: Access, offset: number): Bundle {
  const { base } = context
  const count = pageSize(query.get('_count'), context)
  const notes: OperationOutcomeIssue[] = []
  const tests = [...query].flatMap(([name, value]) => {
    if (ABOUT_ANSWER.has(name)) return []
    const test = testOf(context, type, name, value)
    if (!test) notes.push(issue('warning', 'not-supported', `The search parameter “${name}” is unknown for ${type} and was ignored.`))
    return test ? [test] : []
  })
  if (access.kind === 'patient') tests.push(patientLimit(context, type, query, access))
  const found = ordered(recordsOf(context, type).filter((resource) => tests.every((test) => test(resource))), query.get('_sort'))
  const shown = found.slice(offset, offset + count)
  const withUrl = (resource: FhirResource) => ({ fullUrl: `${base}/${resource.resourceType}/${resource.id ?? ''}`, resource })
  const more = count > 0 && offset + count < found.length
  return searchset({
    resources: shown.map(withUrl),
    included: includedIn(context, shown, query, notes).map(withUrl),
    total: found.length,
    issues: notes,
    self: `${base}/${type}?${query.toString()}`,
    next: more ? pageLink(base, type, { query: query.toString(), offset: offset + count }) : undefined,
  })
}

/** Every record of a type, whatever the grant. */
export function recordsOf({ world, store }: Context, type: Searchable): readonly FhirResource[] {
  switch (type) {
    case 'Patient':
      return store.patients()
    case 'Appointment':
      return store.appointments()
    case 'Practitioner':
      return world.practitioners
    case 'PractitionerRole':
      return world.practitionerRoles
    case 'Location':
      return world.locations
    case 'Organization':
      return world.organizations
    case 'HealthcareService':
      return world.healthcareServices
  }
}

type Test = (resource: FhirResource) => boolean

function testOf(context: Context, type: Searchable, nameWithModifier: string, value: string): Test | undefined {
  const [beforeChain = '', chained] = nameWithModifier.split('.')
  const [name = '', modifier] = beforeChain.split(':')
  const parameters: Readonly<Record<string, SearchParameter<never>>> = searchParameters[type]
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (!parameter) return undefined
  const wanted = alternatives(value)
  if (wanted.length === 0) throw malformed(`“${name}” has no value.`, name, 'value')
  // Safe: the parameters of a type are only ever applied to resources of that type.
  const of = parameter.of as (resource: FhirResource, world: Context['world']) => never
  if (chained !== undefined) return chainTest(context, parameter, { name: nameWithModifier, chained, wanted, of: (resource) => of(resource, context.world) })
  if (modifier !== undefined && !allowsModifier(parameter.type, modifier)) {
    throw malformed(`“${nameWithModifier}”: this modifier is not supported.`, name, 'not-supported')
  }
  return (resource) => {
    const own = of(resource, context.world)
    return wanted.some((one) => matches(context, parameter, { own, wanted: one, modifier, resource }))
  }
}

const allowsModifier = (type: SearchParameter<never>['type'], modifier: string): boolean =>
  type === 'string' ? modifier === 'exact' || modifier === 'contains' : type === 'reference' && /^[A-Z]/.test(modifier)

interface Comparison {
  readonly own: unknown
  readonly wanted: string
  readonly modifier: string | undefined
  readonly resource: FhirResource
}

function matches(context: Context, parameter: SearchParameter<never>, { own, wanted, modifier, resource }: Comparison): boolean {
  switch (parameter.type) {
    case 'string':
      return matchesString(own as readonly string[], wanted, modifier)
    case 'token':
      return (own as readonly { system?: string; code: string }[]).some((token) => matchesToken(token, wanted))
    case 'reference':
      return referencesMeant(context, parameter.target, wanted, modifier).some((reference) => (own as readonly string[]).includes(reference))
    case 'date':
      return own !== undefined && matchesDate(own as string, wanted, zoneOf(context, resource))
  }
}

/** Several words must each begin some part: “Ida Rom” finds Ida Romero. */
function matchesString(own: readonly string[], wanted: string, modifier: string | undefined): boolean {
  if (modifier === 'exact') return own.some((text) => matchesText(text, wanted, 'exact'))
  if (modifier === 'contains') return own.some((text) => matchesText(text, wanted, 'contains'))
  const whole = own.some((text) => matchesText(text, wanted, 'starts'))
  return whole || plain(wanted).split(/\s+/).filter(Boolean).every((word) => own.some((text) => matchesText(text, word, 'starts')))
}

function matchesToken(own: { readonly system?: string; readonly code: string }, wanted: string): boolean {
  const [system, code] = wanted.includes('|') ? wanted.split('|') : [undefined, wanted]
  return (!code || own.code === code) && (system === undefined || (own.system ?? '') === system)
}

function referencesMeant({ base }: Context, targets: readonly string[], wanted: string, modifier: string | undefined): string[] {
  const key = parseReference(wanted, base)
  if (key) return [`${key.type}/${key.id}`]
  return wanted.includes('/') ? [] : targets.filter((type) => modifier === undefined || modifier === type).map((type) => `${type}/${wanted}`)
}

interface Chain {
  readonly name: string
  readonly chained: string
  readonly wanted: readonly string[]
  readonly of: (resource: FhirResource) => readonly string[]
}

/** `patient.identifier=system|value`; no other chain is known. */
function chainTest(context: Context, parameter: SearchParameter<never>, { name, chained, wanted, of }: Chain): Test {
  if (parameter.type !== 'reference' || chained !== 'identifier') throw malformed(`“${name}” cannot be chained so.`, name, 'not-supported')
  const known = parameter.target.flatMap((type) => (type === 'Patient' ? context.store.patients() : type === 'Practitioner' ? context.world.practitioners : []))
  const meant = known
    .filter(({ identifier = [] }) => wanted.some((one) => identifier.some(({ system, value = '' }) => matchesToken({ ...(system && { system }), code: value }, one))))
    .map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`)
  return (resource) => of(resource).some((reference) => meant.includes(reference))
}
