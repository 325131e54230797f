import { isRecord } from './resources.ts'

/** One entry of a Bundle as it came; its resource is unchecked. */
export interface Entry {
  readonly resource: unknown
  readonly mode: string | undefined
  /** `entry.response.status`, e.g. `201 Created`; only batch and transaction answers have it. */
  readonly responseStatus: string | undefined
  /** `entry.response.outcome`, where a batch answer puts its OperationOutcome. */
  readonly responseOutcome: unknown
}

/** The entries of a Bundle; none if `entry` is missing or malformed. */
export function entriesOf(bundle: Record<string, unknown>): Entry[] {
  if (!Array.isArray(bundle.entry)) return []
  return bundle.entry.filter(isRecord).map((entry) => {
    const search = isRecord(entry.search) ? entry.search : {}
    const response = isRecord(entry.response) ? entry.response : {}
    return {
      resource: entry.resource,
      mode: typeof search.mode === 'string' ? search.mode : undefined,
      responseStatus: typeof response.status === 'string' ? response.status : undefined,
      responseOutcome: response.outcome,
    }
  })
}

/** The resources of a Bundle's entries as they came, without the entries' other parts. */
export function resourcesOf({ entry }: Record<string, unknown>): unknown[] {
  const entries: unknown[] = Array.isArray(entry) ? entry : []
  return entries.map((one) => (isRecord(one) ? one.resource : undefined))
}

/** The URL of `link[relation=next]`, as the server wrote it. */
export function nextLinkOf(bundle: Record<string, unknown>): string | undefined {
  return linkOf(bundle, 'next')
}

/** The URL of the first link with that relation, as the server wrote it. */
export function linkOf(bundle: Record<string, unknown>, relation: 'next' | 'self'): string | undefined {
  if (!Array.isArray(bundle.link)) return undefined
  const links: unknown[] = bundle.link
  const found = links.find((link) => isRecord(link) && link.relation === relation)
  return isRecord(found) && typeof found.url === 'string' && found.url !== '' ? found.url : undefined
}
