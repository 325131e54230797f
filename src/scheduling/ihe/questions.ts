import type { Questions } from '../dialect.ts'
import { findRequest } from './find-request.ts'
import { searchRequest } from './search-request.ts'

/** The questions of IHE ITI Scheduling 1.0.1. */
export const iheQuestions: Questions = { findRequest, searchRequest }
