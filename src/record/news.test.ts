import { expect, test, vi } from 'vitest'
import { createNews, type RecordNews } from './news.ts'

test('a tab hears of what it wrote itself, and the user’s other tabs hear of it too', async () => {
  const owner = crypto.randomUUID()
  const [here, there] = [createNews(owner), createNews(owner)]
  const heard: RecordNews[] = []
  here.subscribe((news) => heard.push(news))
  const elsewhere = new Promise<RecordNews>((resolve) => there.subscribe(resolve))

  here.publish('entry-1')
  expect(heard).toEqual([{ entryId: 'entry-1', from: 'this-tab' }])
  expect(await elsewhere).toEqual({ entryId: 'entry-1', from: 'another-tab' })
})

test('whoever has stopped listening hears nothing more', () => {
  const news = createNews(crypto.randomUUID())
  const listener = vi.fn()
  news.subscribe(listener)()
  news.publish('entry-1')
  expect(listener).not.toHaveBeenCalled()
})

test('a frame without channels to other tabs still tells its own page', () => {
  vi.stubGlobal('BroadcastChannel', function refuse() {
    throw new DOMException('denied', 'SecurityError')
  })
  const news = createNews('owner')
  const listener = vi.fn()
  news.subscribe(listener)
  news.publish('entry-1')
  expect(listener).toHaveBeenCalledOnce()
  vi.unstubAllGlobals()
})
