import { ProtocolError } from './failure.ts'

/** Asks by `POST _search`; a server that doesn't know that (404, 405, 415 …) is asked the same by GET. */
export async function searchByPost<T>(postSearch: boolean, send: (post: boolean) => Promise<T>): Promise<T> {
  try {
    return await send(postSearch)
  } catch (error) {
    const unsupported = error instanceof ProtocolError && ['not-found', 'refused'].includes(error.failure.kind)
    if (!postSearch || !unsupported) throw error
    return send(false)
  }
}
