import { i18n, type Messages } from '@lingui/core'
import { I18nProvider as LinguiProvider } from '@lingui/react'
import { useEffect, useState, type ReactNode } from 'react'

/**
 * The languages that Slotline speaks, each with its own name, the locale of its dates, and its catalogues: that of the first screen,
 * loaded when the language is chosen, and that of the screens after it.
 */
export const languages = {
  en: {
    name: 'English',
    dates: 'en-GB',
    catalogue: () => import('./locales/en.po'),
    later: () => import('./locales/later/en.po'),
  },
} as const satisfies Record<string, Language>

interface Language {
  readonly name: string
  readonly dates: string
  readonly catalogue: () => Promise<{ messages: Messages }>
  readonly later: () => Promise<{ messages: Messages }>
}

export type LanguageCode = keyof typeof languages

export const sourceLanguage: LanguageCode = 'en'

/** The first of the wanted BCP 47 tags (as in `navigator.languages`) whose language Slotline speaks; else English. */
export function chooseLanguage(wanted: readonly string[]): LanguageCode {
  const known = wanted.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguageCode)
  return known ?? sourceLanguage
}

/** The locale to format dates and times with, for the language in use (24-hour and day-first in English). */
export function dateLocale(): string {
  return isLanguageCode(i18n.locale) ? languages[i18n.locale].dates : languages[sourceLanguage].dates
}

/**
 * Gives its children the catalogue of `language` and names the language on `<html lang>`. Shows `fallback` until the first catalogue
 * is loaded; throws to the nearest error boundary when a catalogue can't be loaded.
 */
export function I18nProvider({ language, fallback = null, children }: {
  readonly language: LanguageCode
  readonly fallback?: ReactNode
  readonly children: ReactNode
}) {
  const [failure, setFailure] = useState<Error>()
  const [ready, setReady] = useState(i18n.locale === language)
  useEffect(() => {
    let isWanted = true
    function activate({ messages }: { messages: Messages }) {
      if (!isWanted) return
      i18n.loadAndActivate({ locale: language, messages })
      document.documentElement.lang = language
      setReady(true)
    }
    languages[language].catalogue().then(activate, (cause: unknown) => setFailure(new Error('The messages could not be loaded', { cause })))
    return () => {
      isWanted = false
    }
  }, [language])
  if (failure !== undefined) throw failure
  return ready ? <LinguiProvider i18n={i18n}>{children}</LinguiProvider> : fallback
}

/** Loads the messages of the screens after the first one. To be awaited before one of those is shown; rejects when loading fails. */
export async function loadLaterMessages(): Promise<void> {
  const code = isLanguageCode(i18n.locale) ? i18n.locale : sourceLanguage
  if (complete.has(code)) return
  const { messages } = await languages[code].later()
  complete.add(code)
  i18n.load(code, messages)
}

const complete = new Set<LanguageCode>()

function isLanguageCode(code: string | undefined): code is LanguageCode {
  return code !== undefined && Object.hasOwn(languages, code)
}
