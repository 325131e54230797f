import { inPageClinic } from '../browser.ts'

/**
 * The authorization endpoint in development. A service worker's mocks don't answer page navigations, so this page asks the
 * authorization server itself and then does what a browser would: follow its redirect, or show its page.
 */
async function navigate(request: Request): Promise<void> {
  const response = await inPageClinic().authorize(request)
  const location = response?.headers.get('location')
  if (location) window.location.replace(location)
  else show(await (response?.text() ?? 'The authorization server did not answer.'))
}

function show(text: string): void {
  const page = new DOMParser().parseFromString(text, 'text/html')
  document.title = page.title
  document.body.replaceChildren(...page.body.children)
}

document.addEventListener('submit', (event) => {
  if (!(event.target instanceof HTMLFormElement)) return
  event.preventDefault()
  const fields = [...new FormData(event.target, event.submitter)]
  const body = new URLSearchParams(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  void navigate(new Request(location.href, { method: 'POST', body }))
})

await navigate(new Request(location.href))
