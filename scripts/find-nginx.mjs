import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { env, getuid } from 'node:process'

const usual = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx']

/**
 * The path of nginx on this machine: the one that `SLOTLINE_NGINX` names, an installed one, or on Debian, as root, a newly installed one.
 * @returns {string | undefined} undefined where there is none and none can be installed
 */
export function findNginx() {
  return installed() ?? fetched()
}

/** @returns {string | undefined} */
function installed() {
  const named = env.SLOTLINE_NGINX
  if (named && !existsSync(named)) throw new Error(`SLOTLINE_NGINX names a program that is not there: ${named}`)
  return [...(named ? [named] : []), ...usual].find((path) => existsSync(path) && spawnSync(path, ['-v']).status === 0)
}

/** @returns {string | undefined} */
function fetched() {
  if (getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined
  console.log('There is no nginx on this machine; getting one.')
  // Without the policy, the package would start nginx as a service, on a port that may be in use.
  const install = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light'
  const kept = existsSync('/usr/sbin/policy-rc.d')
  const script = kept ? install : `printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d; ${install}; rm -f /usr/sbin/policy-rc.d`
  spawnSync('sh', ['-c', script], { stdio: 'ignore', timeout: 180_000, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } })
  return installed()
}
