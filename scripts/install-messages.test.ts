import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

/** The messages in the first column of the tables below "Launch it". */
function messagesOfTheGuide(): string[] {
  const [, section = ''] = /\n## 5\. Launch it\n(.*?)\n## /s.exec(read('docs/install.md')) ?? []
  const cells = [...section.matchAll(/^\| (.*?) \|/gm)].map(([, cell = '']) => cell)
  return cells.filter((cell) => cell !== 'It says').flatMap((cell) => cell.split('<br>'))
}

/** The headings of the file's messages, each once. */
function headingsOf(path: string): string[] {
  const text = read(path)
  const headings = [...text.matchAll(/\bheading: (?:t`([^`]*)`|'([^']*)')/g)].map(([, translated, plain]) => (translated ?? plain)!)
  // Fails if some headings are written in a way that the pattern misses. The heading in the type doesn't count.
  expect(headings, path).toHaveLength(text.match(/\bheading: (?!string\b)/g)?.length ?? 0)
  return [...new Set(headings)]
}

/** The first sentences of the file's messages. */
function firstSentencesOf(path: string): string[] {
  const text = read(path)
  const messages = [...text.matchAll(/\breturn t`((?:[^`$]|\$\{[^}]*\})*)`/g)].map(([, message = '']) => message.replaceAll('${host}', '[server]'))
  expect(messages, path).toHaveLength(text.match(/\breturn /g)?.length ?? 0)
  return messages.map((message) => /^.*?\.(?= |$)/.exec(message)?.[0] ?? message)
}

it('the installation guide explains every message that a launch can end with, and no other', () => {
  const messages = [
    ...headingsOf('src/features/launch/launch-messages.ts'),
    ...headingsOf('src/app/start/start-problem.tsx'),
    ...firstSentencesOf('src/app/session/scheduling-problem-words.tsx'),
  ]
  expect(messages.length).toBeGreaterThan(30)
  expect(messagesOfTheGuide().sort()).toEqual(messages.sort())
})
