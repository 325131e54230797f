import type { Dialect } from '../dialect.ts'
import { bookRequest } from './book-request.ts'
import { findRequest } from './find-request.ts'
import { holdRequest } from './hold-request.ts'
import { searchRequest } from './search-request.ts'

/** IHE ITI Scheduling 1.0.1 */
export const ihe: Dialect = {
  findRequest,
  changeRequest: (server, intent) => (intent.kind === 'hold' ? holdRequest(server, intent) : bookRequest(server, intent)),
  searchRequest,
}
