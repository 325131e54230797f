import { currentAddress, navigate } from './hash-location.ts'

/**
 * The way from where a request is sent to what becomes of it, for when the answer is there. Whoever has gone on to another booking or
 * another patient meanwhile is left alone: beside that booking, and on the search of that patient, stands that something was sent.
 * @param isStillAbout whether the session still works for the patient of the request
 */
export function wayToOutcome(isStillAbout: () => Promise<boolean>): (entryId: string) => Promise<void> {
  const from = currentAddress().pathname
  return async (entryId) => {
    if (!(await isStillAbout())) return
    const { pathname } = currentAddress()
    if (pathname === from || !pathname.startsWith('/book/')) navigate(`/outcome/${entryId}`, { replace: pathname === from })
  }
}
