import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'

type Instruction = readonly [name: string, value: string]

/** What a container file says, as far as ours goes. */
export interface Containerfile {
  /** The instructions of the first stage, in order. */
  readonly build: readonly Instruction[]
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
  const instructions = linesOf(path).map((line): Instruction => {
    const [, name = '', value = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
    return [name, value]
  })
  const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT']
  const unknown = instructions.find(([name]) => !known.includes(name))
  if (unknown) throw new Error(`Containerfile: ${unknown.join(' ')}`)
  const all = (name: string) => instructions.flatMap(([each, value]) => (each === name ? [value] : []))
  const last = (name: string) => all(name).at(-1) ?? ''
  const [, from = '', to = ''] = /^--from=build (\S+) (\S+)$/.exec(all('COPY').find((value) => value.startsWith('--from=')) ?? '') ?? []
  return {
    build: instructions.slice(1, instructions.findLastIndex(([name]) => name === 'FROM')),
    run: all('RUN'),
    environment: Object.fromEntries(all('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=') as [string, string]))),
    user: last('USER'),
    entrypoint: JSON.parse(last('ENTRYPOINT')) as string[],
    healthcheck: JSON.parse(last('HEALTHCHECK').replace(/^.* CMD /, '')) as string[],
    carriedOver: [from, to],
  }
}

interface Places {
  /** The directory that an engine would be given: the repository. */
  readonly context: string
  /** An empty directory in the place of the stage's file system. */
  readonly root: string
}

/**
 * Runs the first stage as it is written: copies what the ignore file lets through, and runs each command by a shell, with
 * nothing of this process's environment but where programs and npm's cache are.
 * @returns what it has said
 * @throws Error with what it has said when a command fails
 */
export function runBuildStage({ build, carriedOver: [result] }: Containerfile, { context, root }: Places): string {
  const ignored = linesOf(new URL('../../.containerignore', import.meta.url)).map((line) => line.replace('**/', ''))
  const home = process.env['HOME'] ?? root
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    // Packages that are in the cache needn't come by the network once more.
    npm_config_cache: process.env['npm_config_cache'],
    npm_config_prefer_offline: 'true',
    // Whatever it is, what is built must be the product.
    NODE_ENV: 'test',
  }
  let said = ''
  let directory = root
  for (const [name, value] of build) {
    if (name === 'WORKDIR') {
      directory = join(root, value)
      mkdirSync(directory, { recursive: true })
    } else if (name === 'COPY') {
      const paths = value.split(' ')
      const target = paths.pop() ?? '.'
      for (const path of paths) {
        const into = target.endsWith('/') ? join(directory, target, basename(path)) : join(directory, target)
        const isWanted = (source: string) => !relative(context, source).split(sep).some((part) => ignored.includes(part))
        cpSync(join(context, path), into, { recursive: true, filter: isWanted })
      }
    } else if (name === 'RUN') {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', value.replace(result, join(root, result))], { cwd: directory, env, encoding: 'utf8' })
      said += `${value}\n${stdout}${stderr}`
      if (status !== 0) throw new Error(said)
    }
  }
  return said
}

function linesOf(path: URL): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
}
