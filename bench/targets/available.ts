import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { readDevice } from './device.ts'

const sbin = (name: string) =>
  ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/bin'].map((dir) => join(dir, name))
const isInstalled = (name: string) =>
  sbin(name).some((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** Why devices cannot be started here, in words; undefined where they can. */
export function whyNoTargets(ids: readonly string[], tools: readonly string[] = []): string | undefined {
  if (process.platform !== 'linux') return `network namespaces are of Linux, and this is ${process.platform}`
  if (process.getuid?.() !== 0) return 'only root may make network namespaces'
  const needed = ['ip', 'nsenter', 'unshare', 'ss', 'openssl', ...tools, ...ids.flatMap((id) => readDevice(id).needs)]
  const missing = [...new Set(needed)].filter((name) => !isInstalled(name))
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`
  const tried = spawnSync(
    'unshare',
    ['--net', '--mount', '--uts', '--pid', '--fork', 'mount', '-o', 'remount,bind,ro', '/'],
    {
      encoding: 'utf8',
    },
  )
  return tried.status === 0 ? undefined : `namespaces are not allowed here: ${tried.stderr.trim()}`
}
