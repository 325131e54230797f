import { afterEach, expect, test, vi } from 'vitest'
import { createLocks, createPageLocks } from './locks.ts'

afterEach(() => vi.unstubAllGlobals())

test('work under one name waits for its turn, in the order it came', async () => {
  const locks = createPageLocks()
  const done: string[] = []
  let finishFirst = () => {}
  const first = locks.run('a', async () => {
    await new Promise<void>((resolve) => (finishFirst = resolve))
    done.push('first')
  })
  const second = locks.run('a', async () => done.push('second'))
  const third = locks.run('a', async () => done.push('third'))
  await Promise.resolve()
  expect(done).toEqual([])
  finishFirst()
  await Promise.all([first, second, third])
  expect(done).toEqual(['first', 'second', 'third'])
})

test('work under another name does not wait', async () => {
  const locks = createPageLocks()
  void locks.run('a', () => new Promise(() => {}))
  expect(await locks.run('b', async () => 'done')).toBe('done')
})

test('work that fails says so, and lets the next one have its turn', async () => {
  const locks = createPageLocks()
  await expect(locks.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await locks.run('a', async () => 'done')).toBe('done')
})

test('a browser with Web Locks is asked for them, so that its tabs wait for each other', async () => {
  const request = vi.fn(async (_name: string, work: () => Promise<unknown>) => work())
  vi.stubGlobal('navigator', { locks: { request } })
  expect(await createLocks().run('a', async () => 'done')).toBe('done')
  expect(request).toHaveBeenCalledWith('a', expect.any(Function))
})

test('a browser without them still lets the page do one thing at a time', async () => {
  vi.stubGlobal('navigator', {})
  const locks = createLocks()
  const done: number[] = []
  await Promise.all([locks.run('a', async () => done.push(1)), locks.run('a', async () => done.push(2))])
  expect(done).toEqual([1, 2])
})

test('a frame that is denied Web Locks works all the same, and once', async () => {
  vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) } })
  const work = vi.fn(async () => 'done')
  expect(await createLocks().run('a', work)).toBe('done')
  expect(work).toHaveBeenCalledOnce()
})

test('work that fails under a Web Lock is not done again', async () => {
  vi.stubGlobal('navigator', { locks: { request: (_name: string, work: () => Promise<unknown>) => work() } })
  const work = vi.fn(() => Promise.reject(new Error('broken')))
  await expect(createLocks().run('a', work)).rejects.toThrow('broken')
  expect(work).toHaveBeenCalledOnce()
})
