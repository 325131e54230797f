import { readFileSync } from 'node:fs'

const guide = readFileSync(new URL('../../docs/install.md', import.meta.url), 'utf8')

/** The blocks of commands below the heading, as they stand there. */
export function commandsBelow(heading: string): string[] {
  const [, section] = guide.split(`\n${heading}\n`)
  if (section === undefined) throw new Error(`docs/install.md has no heading "${heading}".`)
  const [own = ''] = section.split(/\n##+ /)
  return [...own.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands)
}

/** Every block of commands. */
export function allCommands(): string[] {
  return [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands)
}
