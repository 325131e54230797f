import { useIsFetching } from '@tanstack/react-query'
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderInClinic } from '../../testing/clinic.tsx'
import { useKeptText } from './kept-text.ts'

function Note() {
  const { text, keep } = useKeptText('note')
  const isAsking = useIsFetching() > 0
  return <button aria-busy={isAsking} onClick={() => keep({ note: 'needs a ramp' })}>{text?.note ?? 'nothing'}</button>
}

test('what is typed while the earlier text is looked for is not replaced by it', async () => {
  let found = () => {}
  const { user } = await renderInClinic(<Note />, {
    route: '/',
    before({ keptTexts }) {
      const looking = new Promise<void>((resolve) => (found = resolve))
      const { load } = keptTexts
      const slowly = async (key: string) => {
        const text = await load(key)
        await looking
        return text
      }
      Object.assign(keptTexts, { load: slowly })
      return keptTexts.keep('note', { note: 'of yesterday' })
    },
  })
  await user.click(screen.getByRole('button', { name: 'nothing' }))
  expect(await screen.findByRole('button', { name: 'needs a ramp' })).toBeVisible()
  found()
  await waitFor(() => expect(screen.getByRole('button')).toHaveAttribute('aria-busy', 'false'))
  expect(screen.getByRole('button', { name: 'needs a ramp' })).toBeVisible()
})
