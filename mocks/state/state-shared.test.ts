import { describe, expect, it } from 'vitest'
import { shareState, type SharedPlace } from './state-shared.ts'

/** One origin's storage, with locks that queue. */
function newPlace(setItem?: (name: string, text: string) => void): SharedPlace & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  let queue: Promise<unknown> = Promise.resolve()
  return {
    kept,
    storage: { getItem: (name) => kept.get(name) ?? null, setItem: setItem ?? ((name, text) => void kept.set(name, text)) },
    exclusively(_name, step) {
      const turn = queue.then(step)
      queue = turn.catch(() => undefined)
      return turn
    },
  }
}

/** A page with a counter as its state. */
function newPage(place: SharedPlace) {
  let count = 0
  const state = { save: () => count, restore: (saved: unknown) => void (count = typeof saved === 'number' ? saved : 0) }
  const withState = shareState('counter', state, place)
  return {
    countUp: () => withState(async () => ++count),
    countUpAfter: (event: Promise<void>) =>
      withState(async () => {
        await event
        return ++count
      }),
    fail: () =>
      withState(async () => {
        count++
        throw new Error('the answer was lost')
      }),
  }
}

function newEvent() {
  let happen = () => {}
  const promise = new Promise<void>((resolve) => void (happen = resolve))
  return { promise, happen: () => happen() }
}

describe('a shared state', () => {
  it('is the same in every page, and after a reload', async () => {
    const place = newPlace()
    const [one, other] = [newPage(place), newPage(place)]
    expect(await one.countUp()).toBe(1)
    expect(await other.countUp()).toBe(2)
    expect(await one.countUp()).toBe(3)
    expect(await newPage(place).countUp()).toBe(4)
  })

  it('is changed by one page at a time', async () => {
    const place = newPlace()
    const [one, other] = [newPage(place), newPage(place)]
    const { promise: event, happen } = newEvent()
    const order: string[] = []
    const first = one.countUpAfter(event).then((count) => order.push(`one: ${count}`))
    const second = other.countUp().then((count) => order.push(`other: ${count}`))
    happen()
    await Promise.all([first, second])
    expect(order).toEqual(['one: 1', 'other: 2'])
  })

  it('lets the steps of one page overlap', async () => {
    const page = newPage(newPlace())
    const { promise: event, happen } = newEvent()
    const delayed = page.countUpAfter(event)
    expect(await page.countUp()).toBe(1)
    happen()
    expect(await delayed).toBe(2)
  })

  it('keeps what a failed step committed', async () => {
    const place = newPlace()
    await expect(newPage(place).fail()).rejects.toThrow('the answer was lost')
    expect(await newPage(place).countUp()).toBe(2)
  })

  it('starts anew when what was kept is not JSON', async () => {
    const place = newPlace()
    place.kept.set('counter', '{')
    expect(await newPage(place).countUp()).toBe(1)
  })

  it('goes on in memory when nothing can be kept', async () => {
    const page = newPage(newPlace(() => {
      throw new DOMException('full', 'QuotaExceededError')
    }))
    await page.countUp()
    expect(await page.countUp()).toBe(2)
  })
})
