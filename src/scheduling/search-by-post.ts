import { ProtocolError, type Failure } from './failure.ts'

/** Asks by `POST _search`; a server that doesn't know that (404, 405, 415, 501 …) is asked the same by GET. */
export async function searchByPost<T>(postSearch: boolean, send: (post: boolean) => Promise<T>): Promise<T> {
  try {
    return await send(postSearch)
  } catch (error) {
    if (!postSearch || !(error instanceof ProtocolError) || !isUnsupported(error.failure)) throw error
    return send(false)
  }
}

function isUnsupported(failure: Failure): boolean {
  return failure.kind === 'not-found' || failure.kind === 'refused' || (failure.kind === 'no-answer' && failure.status === 501)
}
