import type { Bundle, FhirResource, OperationOutcomeIssue } from '../../src/fhir/types.ts'
import { requirePatient, type Access } from './access.ts'
import type { Context } from './context.ts'
import { plain } from './match.ts'
import { pageLink, pageSize, readPageLink } from './page-link.ts'
import { recordsOf } from './records.ts'
import { parseReference } from './references.ts'
import { issue } from './refusal.ts'
import { searchset } from './reply.ts'
import type { Searchable } from './search-parameters.ts'
import { conditionOf, type Condition } from './search-condition.ts'

/** Parameters about the answer rather than the resources. */
const ABOUT_ANSWER = new Set(['_count', '_include', '_format', '_sort'])

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
  const conditions = [...query].flatMap(([name, value]) => {
    if (ABOUT_ANSWER.has(name)) return []
    const condition = conditionOf(context, type, name, value)
    if (!condition)
      notes.push(issue('warning', 'not-supported', `The search parameter “${name}” is unknown for ${type} and was ignored.`))
    return condition ? [condition] : []
  })
  if (access.kind === 'patient') conditions.push(patientLimit(context, type, query, access))
  const found = ordered(
    recordsOf(context, type).filter((resource) => conditions.every((condition) => condition(resource))),
    query.get('_sort'),
  )
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

/** Under a patient-level grant only that patient's records exist. A search that names another patient is refused. */
function patientLimit(
  { base }: Context,
  type: Searchable,
  query: URLSearchParams,
  access: Access & { kind: 'patient' },
): Condition {
  const own = `Patient/${access.id}`
  if (type === 'Patient') return ({ id }) => id === access.id
  if (type !== 'Appointment') return () => true
  const asked = query.get('patient')
  if (asked !== null) requirePatient(access, parseReference(asked, base)?.id ?? asked)
  return (resource) =>
    resource.resourceType === 'Appointment' && resource.participant.some(({ actor }) => actor?.reference === own)
}

function ordered(found: readonly FhirResource[], sort: string | null): FhirResource[] {
  const key = (resource: FhirResource): string | number =>
    resource.resourceType === 'Appointment'
      ? Date.parse(resource.start ?? '')
      : resource.resourceType === 'Patient'
        ? plain(resource.name?.[0]?.family ?? '')
        : 0
  const direction = sort?.startsWith('-') ? -1 : 1
  return found
    .map((resource) => ({ resource, key: key(resource) }))
    .sort((a, b) => direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ resource }) => resource)
}

/** The actors of the appointments on this page, for `_include=Appointment:actor` and its narrower forms. */
function includedIn(
  context: Context,
  shown: readonly FhirResource[],
  query: URLSearchParams,
  notes: OperationOutcomeIssue[],
): FhirResource[] {
  const types = query.getAll('_include').flatMap((value) => {
    const known = INCLUDES[value]
    if (!known) notes.push(issue('warning', 'not-supported', `_include=${value} is unknown and was ignored.`))
    return known ?? []
  })
  const references = new Set(
    shown.flatMap((resource) =>
      resource.resourceType === 'Appointment' ? resource.participant.map(({ actor }) => actor?.reference) : [],
    ),
  )
  return types.flatMap((type) => recordsOf(context, type).filter(({ id }) => references.has(`${type}/${id ?? ''}`)))
}

const INCLUDES: Readonly<Record<string, readonly Searchable[]>> = {
  'Appointment:actor': ['Patient', 'Practitioner', 'Location'],
  'Appointment:patient': ['Patient'],
  'Appointment:practitioner': ['Practitioner'],
  'Appointment:location': ['Location'],
}
