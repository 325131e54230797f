import { vi } from 'vitest'
import type { Config } from '../../config/schema.ts'
import { readLaunch } from '../launch-record.ts'
import { iss } from './fake-ehr.ts'
import type { FakeTab } from './fake-tab.ts'
import type { Session, SessionResult } from '../session.ts'

export const app = 'https://apps.example.org/slotline/'

/** Launches up to the authorization server and returns the state that was sent there. The launch's requests are forgotten. */
export async function launchIn(tab: FakeTab, config: Config): Promise<string> {
  tab.goTo(`${app}launch.html`)
  const { beginLaunch } = await import('../authorize.ts')
  const result = await beginLaunch({ search: `?iss=${iss}&launch=1`, config })
  if (result.kind !== 'redirect') throw new Error(`no redirect but ${JSON.stringify(result)}`)
  tab.requests.length = 0
  return new URL(result.url).searchParams.get('state') ?? ''
}

/** Loads the app's root page, as a new page load. */
export async function loadApp(tab: FakeTab, config: Config, query = ''): Promise<SessionResult> {
  tab.goTo(app + query)
  const { takeAuthorizationResponse } = await import('../authorization-response.ts')
  const { openSession } = await import('../session.ts')
  return openSession(config, takeAuthorizationResponse())
}

export async function openApp(tab: FakeTab, config: Config, query = ''): Promise<Session> {
  const result = await loadApp(tab, config, query)
  if (result.kind !== 'open') throw new Error(`not open but ${JSON.stringify(result)}`)
  return result.session
}

/** When the token that the tab keeps expires, in epoch milliseconds. */
export function keptExpiry({ storage }: FakeTab): number | undefined {
  return readLaunch(storage)?.expiresAtInstant
}

/** A listener that waits for the session's end. */
export function watchEnd(session: Session) {
  const ended = vi.fn<() => void>()
  session.onEnded(ended)
  return ended
}
