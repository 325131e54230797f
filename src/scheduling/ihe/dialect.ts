import type { Dialect } from '../dialect.ts'
import { bookRequest } from './book-request.ts'
import { holdRequest } from './hold-request.ts'
import { iheQuestions } from './questions.ts'

/** IHE ITI Scheduling 1.0.1 */
export const ihe: Dialect = {
  ...iheQuestions,
  changeRequest: (server, intent) => (intent.kind === 'hold' ? holdRequest(server, intent) : bookRequest(server, intent)),
}
