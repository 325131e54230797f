import { readFileSync } from 'node:fs'

/** What a container file says, as far as ours goes. */
export interface Containerfile {
  /** Shell commands of the stages, in order. */
  readonly run: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly user: string
  readonly entrypoint: readonly string[]
  readonly healthcheck: readonly string[]
  /** From the first stage into the last: where it was, and where it goes. */
  readonly carriedOver: readonly [from: string, to: string]
}

/** @throws Error for an instruction that it doesn't know, so that none goes untested without anybody noticing */
export function readContainerfile(path: URL): Containerfile {
  const instructions = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => /^([A-Z]+) (.*)$/.exec(line)?.slice(1) ?? [])
  const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT']
  const unknown = instructions.find(([name = '']) => !known.includes(name))
  if (unknown) throw new Error(`Containerfile: ${unknown.join(' ')}`)
  const all = (name: string) => instructions.flatMap(([each, value = '']) => (each === name ? [value] : []))
  const last = (name: string) => all(name).at(-1) ?? ''
  const [, from = '', to = ''] = /^--from=build (\S+) (\S+)$/.exec(all('COPY').find((value) => value.startsWith('--from=')) ?? '') ?? []
  return {
    run: all('RUN'),
    environment: Object.fromEntries(all('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=') as [string, string]))),
    user: last('USER'),
    entrypoint: JSON.parse(last('ENTRYPOINT')) as string[],
    healthcheck: JSON.parse(last('HEALTHCHECK').replace(/^.* CMD /, '')) as string[],
    carriedOver: [from, to],
  }
}
