import { Trans } from '@lingui/react/macro'
import { render, screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { chooseLanguage, dateLocale, I18nProvider } from './locale.tsx'

describe('the language', () => {
  test.each([
    [['en-US', 'de'], 'en'],
    [['xx', 'EN'], 'en'],
    [['constructor'], 'en'],
    [[], 'en'],
  ])('for a browser that wants %j is %s', (wanted, code) => {
    expect(chooseLanguage(wanted)).toBe(code)
  })

  test('is named on the document, and its catalogue and dates are in use', async () => {
    document.documentElement.lang = ''
    render(<I18nProvider language="en"><Trans>Find appointments</Trans></I18nProvider>)
    expect(await screen.findByText('Find appointments')).toBeVisible()
    await waitFor(() => expect(document.documentElement).toHaveAttribute('lang', 'en'))
    expect(dateLocale()).toBe('en-GB')
  })
})
