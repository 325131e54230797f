import { afterEach, beforeEach, describe } from 'vitest'
import type { Connection } from './contract/client.ts'
import { describeBooking } from './contract/booking.ts'
import { describeChanging } from './contract/changing.ts'
import { describeFaults } from './contract/faults.ts'
import { describeRefusedFinding } from './contract/finding-refused.ts'
import { describeFinding } from './contract/finding.ts'
import { describeHolding } from './contract/holding.ts'
import { describeReading } from './contract/reading.ts'

/**
 * What clients of the simulator can rely on at the level of HTTP, whatever carries the requests. Every test gets a connection of
 * its own.
 */
export function describeContract(name: string, connect: () => Promise<Connection>): void {
  describe(`the scheduling server, ${name}`, () => {
    let current: Connection
    beforeEach(async () => {
      current = await connect()
    })
    afterEach(async () => {
      await current.close?.()
    })
    const connection = (): Connection => current

    describeReading(connection)
    describeFinding(connection)
    describeRefusedFinding(connection)
    describeHolding(connection)
    describeBooking(connection)
    describeChanging(connection)
    describeFaults(connection)
  })
}
