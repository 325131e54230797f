import type { Questions } from '../dialect.ts'
import { findRequest } from './find-request.ts'
import { searchRequest } from './search-request.ts'

/** What IHE ITI Scheduling 1.0.1 asks. */
export const iheQuestions: Questions = { findRequest, searchRequest }
