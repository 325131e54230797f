import { entriesOf, nextLinkOf } from '../fhir/bundles.ts'
import { asResource, type Known, type KnownType } from '../fhir/resources.ts'
import type { Transport } from '../fhir/http/transport.ts'
import { pageRequest } from './appointment-page.ts'
import { ask, charactersOf } from './answer.ts'
import { bundleOf, jsonOf, ProtocolError } from './failure.ts'
import { assertRoomFor, safeNextPage } from './paging.ts'
import { searchByPost } from './search-by-post.ts'

/** What it takes to read from a FHIR server. */
export interface FhirServer {
  /** FHIR base URL without a trailing slash. */
  readonly base: string
  readonly transport: Transport
  readonly postSearch: boolean
  readonly now: () => number
}

export interface Found<T> {
  readonly resources: readonly T[]
  /** Whether the server has more than was read. */
  readonly more: boolean
}

/**
 * Searches resources of one type, page after page, until there are `limit` of them.
 * @throws ProtocolError
 */
export async function searchResources<T extends KnownType>(
  server: FhirServer,
  type: T,
  parameters: Record<string, string>,
  limit: number,
  signal?: AbortSignal,
): Promise<Found<Known[T]>> {
  const read = async (request: Request) => bundleOf(await ask(server.transport, request), server.now())
  const query = new URLSearchParams({ ...parameters, _count: String(Math.min(limit, 100)) })
  let bundle = await searchByPost(server, (post) => read(searchRequest(server.base, type, query, post, signal)))
  const resources: Known[T][] = []
  const visited = new Set<string>()
  let characters = 0
  for (;;) {
    for (const entry of entriesOf(bundle)) {
      const resource = asResource(type, entry.resource)
      if (resource) resources.push(resource)
    }
    const link = nextLinkOf(bundle)
    if (link === undefined || resources.length >= limit) {
      return { resources: resources.slice(0, limit), more: link !== undefined || resources.length > limit }
    }
    characters += charactersOf(bundle)
    assertRoomFor(characters)
    const url = safeNextPage(server.base, link, visited)
    visited.add(url)
    bundle = await read(pageRequest(url, signal))
  }
}

/** Ids that name nothing or would mean something else in a URL: empty, `.`, `..`, with a slash, half a character, over 512 characters. */
const noId = /^\.{0,2}$|[/\\\p{Surrogate}]|^.{513}/su

/**
 * `GET [type]/[id]`.
 * @throws ProtocolError
 */
export async function readResource<T extends KnownType>(
  server: Omit<FhirServer, 'postSearch'>,
  type: T,
  id: string,
  signal?: AbortSignal,
): Promise<Known[T]> {
  if (noId.test(id)) throw new ProtocolError({ kind: 'not-found', issues: [] })
  const url = `${server.base}/${type}/${encodeURIComponent(id)}`
  const resource = asResource(type, jsonOf(await ask(server.transport, pageRequest(url, signal)), server.now()))
  // An answer about another resource than the one asked for is no answer.
  if (resource?.id !== id) {
    const doubt = resource?.id === undefined ? 'unexpected-content' : 'another-subject'
    throw new ProtocolError({ kind: 'no-answer', doubt, issues: [] })
  }
  return resource
}

function searchRequest(base: string, type: string, query: URLSearchParams, post: boolean, signal?: AbortSignal): Request {
  const init = { headers: { accept: 'application/fhir+json' }, cache: 'no-store' as const, ...(signal ? { signal } : {}) }
  return post
    ? new Request(`${base}/${type}/_search`, { ...init, method: 'POST', body: query })
    : new Request(`${base}/${type}?${query}`, init)
}
