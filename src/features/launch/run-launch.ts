import { keptConfig, loadConfig } from '../../config/load-config.ts'
import { restrictPage } from '../../config/restrict-page.ts'
import type { Config } from '../../config/schema.ts'
import { beginLaunch, launchAhead } from '../../smart/authorize.ts'
import { messageFor } from './launch-messages.ts'
import { createLaunchView, nameOf } from './launch-view.ts'

interface LaunchPage {
  readonly root: HTMLElement
  /** The page's query string. */
  readonly search: string
  /** Goes to the authorization server. */
  readonly leave: (url: string) => void
  readonly reload: () => void
  /** Awaited before the first request. */
  readonly prepare?: () => Promise<void>
}

/** Runs the launch page: reads the settings, begins the launch, and goes to the sign-in or says why it can't. */
export async function runLaunch({ root, search, leave, reload, prepare }: LaunchPage): Promise<void> {
  const view = createLaunchView(root)

  async function launch(parameters: string, config: Config, ahead?: ReturnType<typeof launchAhead>): Promise<void> {
    const result = await beginLaunch({ search: parameters, config, ahead })
    switch (result.kind) {
      case 'redirect':
        view.progress(new URL(result.url).host)
        return leave(result.url)
      case 'choose-issuer':
        return view.choice(result.issuers, (issuer) => {
          view.progress(nameOf(issuer))
          void launch(`?${new URLSearchParams({ iss: issuer.iss })}`, config).catch(failUnexpectedly)
        })
      default:
        return view.failure(messageFor(result), reload)
    }
  }

  function failUnexpectedly(error: unknown): void {
    view.failure(messageFor({ kind: 'unexpected', error: error instanceof Error ? error.message : String(error) }), reload)
  }

  try {
    await prepare?.()
    const kept = keptConfig()
    const loading = loadConfig()
    const ahead = kept && launchAhead(search, kept.config)
    const loaded = await loading
    if (loaded.kind !== 'ok') return view.failure(messageFor({ kind: `config-${loaded.kind}`, problems: loaded.problems }), reload)
    restrictPage(loaded.config)
    await launch(search, loaded.config, ahead)
  } catch (error) {
    failUnexpectedly(error)
  }
}
