import { http, HttpResponse, type HttpHandler } from 'msw'
import { DroppedConnection } from './faults/dropped-connection.ts'

/** Answers its own requests, and undefined for all others. */
export interface Handles {
  handle(request: Request): Promise<Response | undefined>
}

/** MSW handlers that give every request to the simulator first. Requests that are not its own go on to later handlers. */
export const simHandlers = (sim: Handles): HttpHandler[] => [
  http.all('*', async ({ request }) => {
    try {
      return await sim.handle(request)
    } catch (problem) {
      if (problem instanceof DroppedConnection) return HttpResponse.error()
      throw problem
    }
  }),
]
