import { currentAddress, navigate } from './hash-location.ts'

/**
 * Call it when a request is sent; the function it returns goes to the outcome when the answer is there. A user who has gone on to
 * another booking or another patient meanwhile is left there: beside a booking and in the search a notice tells what was sent.
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
