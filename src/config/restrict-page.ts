import { connectTo } from './content-security-policy.mjs'
import type { Config } from './schema.ts'

/**
 * Lets the page speak from now on to its own web server and the servers that the settings name only, whatever headers it came
 * with: policies add up, and one that script adds counts too. It can't be taken back before the next page load.
 */
export function restrictPage(config: Config): void {
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = connectTo(config)
  document.head.append(policy)
}
