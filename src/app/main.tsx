import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ensureTemporal } from '../i18n/temporal.ts'
import { chooseLanguage } from '../i18n/locale.tsx'
import { spreadReturns } from '../queries/online.ts'
import { App } from './app.tsx'
import { watchErrors } from './errors/error-report.ts'
import { watchImports } from './errors/failed-imports.ts'
import { takeAuthorizationResponse } from '../smart/authorization-response.ts'
import { start, type StartResult } from './start/start.ts'
import { moveToHash } from './hash-address.ts'

// Before anything else: no code that runs later, and no entry of the history, shall see the response in the address.
const response = takeAuthorizationResponse()
watchErrors(window)
moveToHash(location, history)
spreadReturns()
watchImports()
void show()

/** Not awaited at the top of the module: parts that it imports on demand may need this very chunk, and would wait for it forever. */
async function show(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html lacks the element with id "root"')

  if (import.meta.env.DEV) await (await import('../../mocks/browser.ts')).startSimulatedClinic()
  const [result] = await Promise.all([start(response), ensureTemporal()])

  if (import.meta.env.DEV && result.kind === 'not-launched') {
    await (await import('../../mocks/browser.ts')).mountSimulatedEhr(root)
  } else {
    // The error boundary puts what it catches into its report, redacted. Without this, React would also log it unredacted.
    const screen = createRoot(root, { onCaughtError: () => undefined })
    const render = (shown: StartResult) =>
      screen.render(
        <StrictMode>
          <App result={shown} language={chooseLanguage(navigator.languages)} />
        </StrictMode>,
      )
    render(result)
    const why = await result.stopped
    if (why) render(why)
  }
}
