import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { untilLoaded } from './until-loaded.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what can’t be downloaded is tried again', async () => {
  const download = vi.fn<() => Promise<string>>()
  download.mockRejectedValueOnce(new TypeError('offline')).mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue('part')
  const loaded = untilLoaded(download, 'missing')
  await vi.advanceTimersByTimeAsync(4_999)
  expect(download).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(5_001)
  expect(await loaded).toBe('part')
  expect(download).toHaveBeenCalledTimes(3)
})

test('what can’t be had at all, as where a browser remembers that it failed, is said to be missing', async () => {
  const loaded = untilLoaded(() => Promise.reject(new TypeError('remembered')), 'missing')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await loaded).toBe('missing')
})
