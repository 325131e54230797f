import { connectTo } from './content-security-policy.mjs'
import type { Config } from './schema.ts'

/**
 * From now on, the page can connect only to its own web server and the servers that the settings name, whatever its headers allow:
 * policies add up, including one that script adds. This can't be undone before the next page load.
 */
export function restrictPage(config: Config): void {
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = connectTo(config)
  document.head.append(policy)
}
