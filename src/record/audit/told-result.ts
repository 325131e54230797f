import { knownSecrets } from '../../fhir/text/secrets.ts'
import { knownTokens } from '../../fhir/text/tokens.ts'
import type { Result, ToldResult } from './exchange.ts'

/** An audit trail is no place for a server's stack trace. */
const longestWords = 1000

/**
 * How a transaction ended, as the audit trail may say it. The trail is a log: it names the patient by reference, where it should, and
 * nowhere else. The redactor is loaded only once a server has said something.
 */
export async function toldResult(result: Result): Promise<ToldResult> {
  if (!('serverWords' in result)) return result
  const { code, serverWords } = result
  const [secrets, tokens] = [knownSecrets(), knownTokens()]
  const words = await import('../../fhir/text/redactor.ts').then(
    ({ redacted }) => redacted(serverWords, longestWords, secrets, tokens),
    () => 'The server gave a reason that could not be redacted.',
  )
  return { code, words }
}
