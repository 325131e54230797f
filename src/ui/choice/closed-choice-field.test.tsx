import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'

const options = [
  { value: 'Practitioner/1', label: 'Dr. Anna Brandt' },
  { value: 'Practitioner/2', label: 'Dr. Kenji Sato' },
]
const onChange = vi.fn()

/** Lets the download of the list finish. */
let letGo: () => void

beforeEach(() => {
  vi.resetModules()
  onChange.mockReset()
  const held = new Promise<void>((resolve) => (letGo = resolve))
  vi.doMock('../list-field.tsx', async (original) => {
    await held
    return original()
  })
})

async function show(freeText = false, value: readonly string[] = []) {
  const { ChoiceField } = await import('./choice-field.tsx')
  const { I18nProvider } = await import('@lingui/react')
  const { i18n } = await import('@lingui/core')
  const { ThemeProvider } = await import('../theme/theme-provider.tsx')
  render(
    <I18nProvider i18n={i18n}>
      <ThemeProvider>
        <form aria-label="Search" onSubmit={onSubmit}>
          <ChoiceField multiple label="Practitioner" placeholder="Any" {...{ options, value, freeText, onChange }} />
          <button type="submit">Find</button>
        </form>
      </ThemeProvider>
    </I18nProvider>,
  )
}
const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault())

const field = () => screen.getByRole('combobox', { name: 'Practitioner' })

test('looks and is named the same before its list is there, and nothing is downloaded for it', async () => {
  await show(false, ['Practitioner/2', 'Practitioner/1', 'x', 'y'])
  expect(field()).toHaveAccessibleName('Practitioner')
  expect(field()).toHaveAttribute('aria-expanded', 'false')
  for (const label of ['Dr. Kenji Sato', 'Dr. Anna Brandt', 'x', '+1']) expect(screen.getByText(label)).toBeVisible()
})

test('what was typed and entered before the list came is chosen from it, and the focus stays', async () => {
  await show()
  await userEvent.type(field(), 'sat{Enter}')
  expect(field()).toHaveValue('sat')
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument()
  const before = field()
  letGo()
  await waitFor(() => expect(onChange).toHaveBeenCalledWith(['Practitioner/2']))
  expect(field()).not.toBe(before)
  expect(field()).toHaveFocus()
  expect(onSubmit).not.toHaveBeenCalled()
})

test('a click before the list came opens it when it comes', async () => {
  await show()
  await userEvent.click(field())
  letGo()
  await userEvent.click(await screen.findByRole('option', { name: 'Dr. Anna Brandt' }))
  expect(onChange).toHaveBeenCalledWith(['Practitioner/1'])
})

test('a free text that was typed and left before the list came is entered', async () => {
  await show(true)
  await userEvent.type(field(), 'Dr. Nobody{Tab}')
  expect(onChange).toHaveBeenCalledExactlyOnceWith(['Dr. Nobody'])
  expect(field()).toHaveValue('')
})

test('a list that comes unasked leaves the focus where it is', async () => {
  await show()
  const { loadListField } = await import('./choice-loading.ts')
  screen.getByRole('button', { name: 'Find' }).focus()
  const before = field()
  letGo()
  await loadListField()
  await waitFor(() => expect(field()).not.toBe(before))
  expect(screen.getByRole('button', { name: 'Find' })).toHaveFocus()
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument()
})
