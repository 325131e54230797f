import { isRecord, resourceTypeOf } from '../../fhir/resources.ts'
import { targetOf } from '../../fhir/references.ts'
import type { Reference } from '../../fhir/types.ts'

/** What a request says of itself and of whom it is about. */
export interface RequestFacts {
  readonly patients: readonly Reference[]
  /** The request as it was sent, but for credentials, names and birth dates. */
  readonly raw: string
}

export function factsOf(request: Pick<Request, 'method' | 'url' | 'headers'>, body: string, base: string): RequestFacts {
  const { method, url, headers } = request
  const named = ['content-type', 'accept'].flatMap((name) => (headers.has(name) ? [`${name}: ${headers.get(name)}`] : []))
  const parameters = parsed(body)
  const kept = parameters ? JSON.stringify(withoutDemographics(parameters)) : body
  const raw = [`${method} ${url}`, ...named, '', ...(kept ? [kept] : [])].join('\n')
  if (parameters) return { raw, patients: patientsOfParameters(parameters, base) }
  return {
    raw,
    patients: patientsOfQuery(new URLSearchParams([...new URL(url).searchParams, ...new URLSearchParams(body)]), base),
  }
}

function parsed(body: string): Record<string, unknown> | undefined {
  if (!body.startsWith('{')) return undefined
  const value: unknown = JSON.parse(body)
  return isRecord(value) ? value : undefined
}

function partsOf({ parameter }: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(parameter) ? parameter.filter(isRecord) : []
}

function patientsOfParameters(parameters: Record<string, unknown>, base: string): Reference[] {
  return partsOf(parameters).flatMap(({ name, valueReference, resource }) => {
    if (name === 'patient-reference' && isRecord(valueReference)) return patientReference(valueReference, base)
    if (name !== 'patient-resource' || !isRecord(resource)) return []
    const { id, identifier } = resource
    const identifiers: unknown[] = Array.isArray(identifier) ? identifier : []
    return patientReference(
      { identifier: identifiers[0], ...(typeof id === 'string' ? { reference: `Patient/${id}` } : {}) },
      base,
    )
  })
}

/** `patient` and `patient.identifier` of a search; both may name several, separated by commas. */
function patientsOfQuery(query: URLSearchParams, base: string): Reference[] {
  const valuesOf = (name: string) =>
    query
      .getAll(name)
      .flatMap((value) => value.split(','))
      .filter(Boolean)
  const byId = valuesOf('patient').map((value) => ({ reference: value.includes('/') ? value : `Patient/${value}` }))
  const byIdentifier = valuesOf('patient.identifier').map((token) => {
    const [value = '', system] = token.split('|').reverse()
    return { identifier: { value, ...(system ? { system } : {}) } }
  })
  return [...byId, ...byIdentifier].flatMap((reference) => patientReference(reference, base))
}

/** Keeps only what identifies: the display is a name. The repository is another server, so the URLs are absolute. */
function patientReference({ reference, identifier }: Record<string, unknown>, base: string): Reference[] {
  const target = typeof reference === 'string' ? targetOf({ reference }) : undefined
  if (target?.type === 'Patient') return [{ type: 'Patient', reference: `${target.base ?? base}/Patient/${target.id}` }]
  const { system, value } = isRecord(identifier) ? identifier : {}
  if (typeof value !== 'string') return []
  return [{ type: 'Patient', identifier: { value, ...(typeof system === 'string' ? { system } : {}) } }]
}

/** A patient who has no record yet is sent as a whole resource; the audit trail needs only what identifies. */
function withoutDemographics(parameters: Record<string, unknown>): Record<string, unknown> {
  const parameter = partsOf(parameters).map((part) => {
    const { resource } = part
    if (resourceTypeOf(resource) !== 'Patient' || !isRecord(resource)) return part
    const { resourceType, id, identifier } = resource
    return { ...part, resource: { resourceType, id, identifier } }
  })
  return { ...parameters, parameter }
}
