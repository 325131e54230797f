/**
 * How a FHIR request reaches a server. In production it is fetch with the session's token; in tests it is the
 * simulator's `handle`. It rejects only when no answer came (connection lost, time-out, aborted).
 */
export type Transport = (request: Request) => Promise<Response>
