import type { Transport } from '../fhir/http/transport.ts'
import { ProtocolError, type Failure } from './failure.ts'

/** Servers that answered a search by GET after refusing it by POST. They are not asked by POST again. */
const askedByGet = new WeakSet<Transport>()

/** Searches by `POST _search`; if the server doesn't support that (404, 405, 415, 501 …), repeats the search by GET. */
export async function searchByPost<T>(
  { postSearch, transport }: { readonly postSearch: boolean; readonly transport: Transport },
  send: (post: boolean) => Promise<T>,
): Promise<T> {
  const post = postSearch && !askedByGet.has(transport)
  try {
    return await send(post)
  } catch (error) {
    if (!post || !(error instanceof ProtocolError) || !isUnsupported(error.failure)) throw error
    const found = await send(false)
    askedByGet.add(transport)
    return found
  }
}

function isUnsupported(failure: Failure): boolean {
  return failure.kind === 'not-found' || failure.kind === 'refused' || (failure.kind === 'no-answer' && failure.status === 501)
}
