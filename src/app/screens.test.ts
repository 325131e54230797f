import { expect, test, vi } from 'vitest'

const downloaded = vi.hoisted(() => new Set<string>())

vi.mock('../fhir/text/redactor.ts', async (load) => {
  downloaded.add('redactor')
  return load()
})
vi.mock('../smart/renewal.ts', async (load) => {
  downloaded.add('renewal')
  return load()
})

test('what is asked for only when something goes wrong, or hours later, is there by then', { timeout: 120_000 }, async () => {
  const { downloadScreens } = await import('./screens.ts')
  expect([...downloaded]).toEqual([])
  await downloadScreens()
  expect([...downloaded].sort()).toEqual(['redactor', 'renewal'])
})
