/**
 * Runs in the app before its own scripts. `$find` is answered when the bench says so, from memory: what is measured then is the
 * app alone, without server and network. The pages that follow lie in `followingPages`, by number.
 */
{
  /** @type {((text: string) => void)[]} */
  let waiting = []
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    const number = url.searchParams.get('bench-page')
    if (number !== null) return Promise.resolve(answer(followingPages[Number(number)] ?? ''))
    if (!url.pathname.endsWith('/Appointment/$find') || url.search.includes('_page')) return real(input, init)
    globalThis.askedFind = url.href
    return new Promise((resolve) => {
      waiting.push((text) => resolve(answer(text)))
    })
  }
  globalThis.answerFind = (text) => {
    for (const answer of waiting) answer(text)
    waiting = []
  }
  globalThis.isFindWaiting = () => waiting.length > 0
  globalThis.followingPages = []

  /** @param {string} text */
  function answer(text) {
    return new Response(text, { headers: { 'content-type': 'application/fhir+json' } })
  }
}
