/** One request that reached the simulator, and its answer. Times are epoch milliseconds of the simulator's clock. */
export interface RecordedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly receivedAt: number
  readonly answeredAt: number
  /** Absent when the connection was dropped. */
  readonly status?: number
}
