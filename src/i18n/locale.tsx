import { i18n, type Messages } from '@lingui/core'
import { I18nProvider as LinguiProvider } from '@lingui/react'
import { useEffect, useState, type ReactNode } from 'react'

/** The languages that Slotline speaks: each its own name, the locale for dates and times, and its catalogue, loaded when chosen. */
export const languages = {
  en: { name: 'English', dates: 'en-GB', catalogue: () => import('./locales/en.po') },
} as const satisfies Record<string, Language>

interface Language {
  readonly name: string
  readonly dates: string
  readonly catalogue: () => Promise<{ messages: Messages }>
}

export type LanguageCode = keyof typeof languages

export const sourceLanguage: LanguageCode = 'en'

/** The first of the wanted BCP 47 tags (as in `navigator.languages`) whose language Slotline speaks; else English. */
export function chooseLanguage(wanted: readonly string[]): LanguageCode {
  const known = wanted.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguageCode)
  return known ?? sourceLanguage
}

/** Loads the language's catalogue, makes it the current one and names it on `<html lang>`. Rejects when the catalogue can't be loaded. */
export async function activateLanguage(code: LanguageCode): Promise<void> {
  const { messages } = await languages[code].catalogue()
  i18n.loadAndActivate({ locale: code, messages })
  document.documentElement.lang = code
}

/** The locale to format dates and times with, for the language in use (24-hour and day-first in English). */
export function dateLocale(): string {
  return isLanguageCode(i18n.locale) ? languages[i18n.locale].dates : languages[sourceLanguage].dates
}

/** Gives the parts below the catalogue of `language`; shows `fallback` until the first one is loaded. */
export function I18nProvider({ language, fallback = null, children }: {
  readonly language: LanguageCode
  readonly fallback?: ReactNode
  readonly children: ReactNode
}) {
  const [failure, setFailure] = useState<unknown>()
  const [ready, setReady] = useState(i18n.locale !== '')
  useEffect(() => {
    activateLanguage(language).then(() => setReady(true), setFailure)
  }, [language])
  if (failure !== undefined) throw failure
  return ready ? <LinguiProvider i18n={i18n}>{children}</LinguiProvider> : fallback
}

function isLanguageCode(code: string | undefined): code is LanguageCode {
  return code !== undefined && Object.hasOwn(languages, code)
}
