import type { Language } from '../../core/kernel/text.ts'
import { type Command, Interrupted, printFault } from './command.ts'
import { helpOn, helpOnAll } from './help.ts'
import { processTerminal } from './terminal.ts'

// Commands are loaded one by one, so that `verify` does not wait for a database driver.
const table: readonly { readonly name: string; readonly load: () => Promise<Command> }[] = [
  { name: 'init', load: async () => (await import('./commands/init.ts')).init },
  { name: 'serve', load: async () => (await import('./commands/serve.ts')).serve },
  { name: 'assess', load: async () => (await import('./commands/assess-command.ts')).assessCommand },
  { name: 'gap', load: async () => (await import('./commands/gap-command.ts')).gapCommand },
  { name: 'check', load: async () => (await import('./commands/check-command.ts')).checkCommand },
  { name: 'effort export', load: async () => (await import('./commands/effort-command.ts')).effortExport },
  { name: 'import-ixit', load: async () => (await import('./commands/import-ixit-command.ts')).importIxitCommand },
  { name: 'verify', load: async () => (await import('./commands/verify-command.ts')).verifyCommand },
  {
    name: 'register verify',
    load: async () => (await import('./commands/register-verify-command.ts')).registerVerify,
  },
  { name: 'register write', load: async () => (await import('./commands/register-write-command.ts')).registerWrite },
  { name: 'record verify', load: async () => (await import('./commands/record-verify-command.ts')).recordVerify },
  { name: 'log fsck', load: async () => (await import('./commands/log-command.ts')).logFsck },
  { name: 'log follow', load: async () => (await import('./commands/log-command.ts')).logFollow },
  { name: 'log reimport', load: async () => (await import('./commands/log-reimport-command.ts')).logReimport },
  {
    name: 'catalogue publish',
    load: async () => (await import('./commands/catalogue-publish-command.ts')).cataloguePublish,
  },
  { name: 'catalogue lint', load: async () => (await import('./commands/catalogue-command.ts')).catalogueLint },
  {
    name: 'catalogue compile',
    load: async () => (await import('./commands/catalogue-compile-command.ts')).catalogueCompile,
  },
  {
    name: 'catalogue export',
    load: async () => (await import('./commands/export-catalogue-command.ts')).catalogueExport,
  },
  {
    name: 'catalogue import',
    load: async () => (await import('./commands/import-catalogue-command.ts')).catalogueImport,
  },
  { name: 'crosswalk lint', load: async () => (await import('./commands/crosswalk-command.ts')).crosswalkLint },
  { name: 'probe init', load: async () => (await import('./commands/probe-init-command.ts')).probeInitCommand },
  { name: 'probe plan', load: async () => (await import('./commands/probe-plan-command.ts')).probePlanCommand },
  { name: 'probe run', load: async () => (await import('./commands/probe-run-command.ts')).probeRunCommand },
  { name: 'probe guide', load: async () => (await import('./commands/probe-guide-command.ts')).probeGuideCommand },
  { name: 'probe show', load: async () => (await import('./commands/probe-show-command.ts')).probeShowCommand },
  {
    name: 'probe verify',
    load: async () => (await import('./commands/probe-verify-command.ts')).probeVerifyCommand,
  },
  {
    name: 'probe export',
    load: async () => (await import('./commands/probe-export-command.ts')).probeExportCommand,
  },
  {
    name: 'probe import',
    load: async () => (await import('./commands/probe-import-command.ts')).probeImportCommand,
  },
  { name: 'probe key', load: async () => (await import('./commands/probe-key-command.ts')).probeKeyCommand },
  { name: 'probe scope', load: async () => (await import('./commands/probe-scope-command.ts')).probeScopeCommand },
  { name: 'db migrate', load: async () => (await import('./commands/db-command.ts')).dbMigrate },
  { name: 'db backup', load: async () => (await import('./commands/db-command.ts')).dbBackup },
  { name: 'db restore', load: async () => (await import('./commands/db-command.ts')).dbRestore },
]

async function main(): Promise<number> {
  const words = process.argv.slice(2)
  const at = words.indexOf('--lang')
  const language = at >= 0 ? (words[at + 1] as Language) : undefined
  if (at >= 0) words.splice(at, 2)
  const terminal = processTerminal(language === 'ja' || language === 'en' ? language : undefined)
  const asked = words.filter((w) => !w.startsWith('-'))

  const names = table.map(({ name }) => name)
  const wanted = asked.filter((w) => w !== 'help').join(' ')
  const group = names.some((name) => name.startsWith(`${wanted} `)) && !names.includes(wanted) // `hoshirushi probe`
  if (asked.length === 0 || asked[0] === 'help' || words.includes('--help') || group) {
    const among = (one: string) => one === wanted || (wanted.startsWith(`${one} `) && !group)
    const rows = names.some(among)
      ? table.filter(({ name }) => among(name))
      : table.filter((r) => r.name.startsWith(wanted))
    const commands = await Promise.all(rows.map((row) => row.load()))
    for (const line of commands.length === 1 ? helpOn(commands[0]!, terminal) : helpOnAll(commands, terminal))
      terminal.out(line)
    return asked[0] === 'help' || words.includes('--help') ? 0 : 2
  }
  const row = table.find((r) => r.name === `${asked[0]} ${asked[1]}`) ?? table.find((r) => r.name === asked[0])
  if (!row)
    return printFault(terminal, { code: 'command-unknown', command: asked.slice(0, 2).join(' ') } as { code: string })
  const command = await row.load()
  const skip = row.name.split(' ').length
  let left = skip
  const args = words.filter((w) => (left > 0 && !w.startsWith('-') ? left-- <= 0 : true))
  return command.run(args, { ...terminal, command })
}

// Whoever reads may have read enough: `… | head` is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(process.exitCode ?? 0)
})

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    if (error instanceof Interrupted) {
      process.exitCode = 130 // as a shell says of a program that was ended with Ctrl-C
      return
    }
    console.error(error instanceof Error ? (error.stack ?? error.message) : error)
    process.exitCode = 70
  },
)
