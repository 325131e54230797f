import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { allCommands, commandsBelow } from './testing/install-guide.ts'
import { adaptedSite, distributionConf, secureGet } from './testing/site.ts'
import { exampleSettings, giveAway, installedNginx, putSmallInstallation, readableDirectory } from './testing/small-installation.ts'
import { freePort, selfSigned, start, unprivileged, type Started } from './testing/web-server.ts'

const repository = new URL('..', import.meta.url)
const readRepository = (name: string) => readFileSync(new URL(name, repository), 'utf8')

describe('the commands of the installation guide', () => {
  it('leave nothing out and run programs that are there', () => {
    const commands = allCommands().join('\n')
    expect(commands).not.toMatch(/…|\.\.\.|<[^>]*>/)
    const programs = [...commands.matchAll(/deploy\/[\w./-]+\.\w+|deploy\/Containerfile/g)].map(([path]) => path)
    expect(programs.length).toBeGreaterThan(5)
    for (const path of programs) expect(existsSync(fileURLToPath(new URL(path, repository))), path).toBe(true)
  })

  it('name this version', () => {
    const { version } = JSON.parse(readRepository('package.json')) as { version: string }
    expect(commandsBelow('## 1. Build')[0]).toBe(`npm ci --ignore-scripts\nnode deploy/assemble.mjs /opt/slotline/${version}\n`)
  })

  it('build an image that keeps its health check', () => {
    const builds = [...allCommands().join('\n').split('\n'), ...readRepository('deploy/Containerfile').split('\n')].filter((line) => line.includes('podman build'))
    expect(builds).toHaveLength(2)
    for (const line of builds) expect(line).toContain(' --format docker ')
  })
})

const directory = readableDirectory()
const run = join(directory, 'run')
mkdirSync(run)
const certificate = selfSigned(run)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe.skipIf(certificate === undefined)('who follows the installation guide with nginx', () => {
  const nginx = installedNginx()
  const ports = { plain: 0, secure: 0 }
  const place = (path: string) => join(directory, path)
  let server: Started

  /** Runs the commands without rights, in a machine whose directories are below this test's. */
  function follow(commands: string | undefined) {
    const placed = (commands ?? 'false').replaceAll(/(?<=\s)\/(opt|etc)\//g, `${directory}/$1/`)
    return spawnSync('sh', ['-c', placed], { encoding: 'utf8', cwd: place('work'), env: { PATH: `${place('bin')}:${process.env['PATH'] ?? ''}` }, ...unprivileged })
  }

  /** Until nginx has taken up what it was told to. */
  const served = () => expect.poll(async () => (await secureGet(`https://127.0.0.1:${ports.secure}/`).catch(() => undefined))?.text)
  const policy = async () => (await secureGet(`https://127.0.0.1:${ports.secure}/`)).headers['content-security-policy']

  beforeAll(async () => {
    ports.plain = await freePort()
    ports.secure = await freePort()
    const folders = ['bin', 'work', 'opt', 'opt/slotline', 'etc/slotline', 'etc/nginx/conf.d', 'etc/nginx/sites-available', 'etc/nginx/sites-enabled', 'built']
    for (const folder of folders) mkdirSync(place(folder), { recursive: true })
    for (const version of ['0.1.0', '0.2.0']) await putSmallInstallation(place(`built/${version}`), version)
    writeFileSync(place('etc/slotline/config.json'), JSON.stringify(exampleSettings))
    const main = distributionConf(run, [place('etc/nginx/conf.d/*.conf'), place('etc/nginx/sites-enabled/*')])
    const command = [nginx, '-e', join(run, 'logs/error.log'), '-p', run, '-c', main]
    for (const [name, script] of [['nginx', `exec ${command.join(' ')} "$@"`], ['systemctl', `kill -HUP $(cat ${run}/pid)`]] as const) {
      writeFileSync(place(`bin/${name}`), `#!/bin/sh\n${script}\n`)
      chmodSync(place(`bin/${name}`), 0o755)
    }
    for (const folder of [...folders, '']) giveAway(place(folder))
    for (const name of readdirSync(run, { recursive: true, encoding: 'utf8' })) giveAway(join(run, name))
    giveAway(run)
    // A distribution starts it with its package.
    server = start(command, {})
    await vi.waitUntil(() => existsSync(join(run, 'pid')), { timeout: 20_000 })
  })
  afterAll(() => server.stop())

  /** What the guide's first block does by building. */
  function build(version: string): void {
    expect(spawnSync('cp', ['-r', place(`built/${version}`), place('opt/slotline/')], unprivileged).status).toBe(0)
  }

  it('carries an archive to the web server and unpacks it there', () => {
    build('0.1.0')
    const [, pack, unpack] = commandsBelow('## 1. Build')
    expect(follow(pack)).toMatchObject({ status: 0, stderr: '' })
    rmSync(place('opt/slotline'), { recursive: true })
    expect(follow(unpack)).toMatchObject({ status: 0, stderr: '' })
    expect(existsSync(place('opt/slotline/0.1.0/deploy/nginx.mjs'))).toBe(true)
    writeFileSync(place('work/slotline-0.1.0.tar.gz'), 'something else')
    expect(follow(unpack).status).not.toBe(0)
  })

  it('has it served', async () => {
    const [prepare, switchOn] = commandsBelow('### nginx')
    expect(follow(prepare)).toMatchObject({ status: 0, stderr: '' })
    const site = place('etc/nginx/sites-available/slotline')
    const own = adaptedSite(readFileSync(site, 'utf8'), ports, certificate!, nginx)
    writeFileSync(site, own.replaceAll('/var/log/nginx', `${run}/logs`).replaceAll('/opt/', `${directory}/opt/`))
    expect(follow(switchOn)).toMatchObject({ status: 0 })
    await served().toBe('<p>index.html of 0.1.0</p>')
  })

  it('changes the settings, and is kept from wrong ones', async () => {
    const [, , change] = commandsBelow('### nginx')
    const before = await policy()
    writeFileSync(place('etc/slotline/config.new.json'), '{ "issuers": [{}] }')
    expect(follow(change).stderr).toContain('issuers[0].iss')
    expect(readFileSync(place('etc/slotline/config.json'), 'utf8')).toBe(JSON.stringify(exampleSettings))
    expect(await policy()).toBe(before)
    writeFileSync(place('etc/slotline/config.new.json'), JSON.stringify({ ...exampleSettings, auditRepository: 'https://audit.example.org/fhir' }))
    expect(follow(change).status).toBe(0)
    await expect.poll(policy).toContain('https://audit.example.org')
  })

  it('takes a new version, which settings with a mistake keep out, and goes back', async () => {
    const [upgrade, back] = commandsBelow('## Upgrade and rollback')
    build('0.2.0')
    const settings = readFileSync(place('etc/slotline/config.json'))
    writeFileSync(place('etc/slotline/config.json'), '{')
    expect(follow(upgrade).status).toBe(1)
    expect(readlinkSync(place('opt/slotline/current'))).toBe(place('opt/slotline/0.1.0'))
    writeFileSync(place('etc/slotline/config.json'), settings)

    const first = readFileSync(place('opt/slotline/0.1.0/slotline.conf'), 'utf8')
    expect(follow(upgrade).status).toBe(0)
    await served().toBe('<p>index.html of 0.2.0</p>')
    expect(await policy()).toContain('https://audit.example.org')
    for (const version of ['0.1.0', '0.2.0']) {
      const { status } = await secureGet(`https://127.0.0.1:${ports.secure}/assets/index-${version}.js`)
      expect(status, 'what open pages of either version may need').toBe(200)
    }
    expect(readFileSync(place('opt/slotline/0.1.0/slotline.conf'), 'utf8')).toBe(first)

    expect(follow(back).status).toBe(0)
    await served().toBe('<p>index.html of 0.1.0</p>')
    expect(await policy()).toContain('https://audit.example.org')
  })
})
