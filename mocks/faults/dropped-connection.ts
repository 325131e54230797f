/** The connection broke before an answer came. The carrier of the request turns this into a real network failure. */
export class DroppedConnection extends Error {
  override readonly name = 'DroppedConnection'

  constructor() {
    super('The simulated server dropped the connection.')
  }
}
