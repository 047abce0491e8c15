import { dateInJapan } from '../../../core/kernel/date.ts'
import { ownCatalogue, publishIn } from '../../compose-commands.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { describeLint } from './catalogue.ts'
import { publish } from './catalogue-publish.ts'

const words = {
  ja: {
    done: (edition: string) =>
      `「${edition}」を公表しました。判定に使う内容は、これからは変えられません。変更は新しい版として加えてください。`,
    same: (edition: string) => `「${edition}」は公表済みで、公表したときと同じです。`,
  },
  en: {
    done: (edition: string) =>
      `${edition} is published. Nothing that products are judged by may change now: a change is a new edition.`,
    same: (edition: string) => `${edition} is published already, and is what it was then.`,
  },
}

/** `catalogue publish`: makes an edition of a scheme unchangeable, if it compiles; 0 published, 1 not fit for it, 2 bad input. */
export const cataloguePublish: Command = {
  name: 'catalogue publish',
  usage: 'catalogue publish SCHEME [--folder FOLDER]',
  summary: {
    ja: '制度の版を公表済みとして記録します。組み立てられない版は公表せず、理由をファイルと行で示します。公表した版は変えられません。',
    en: 'Records an edition of a scheme as published. One that does not compile is refused, with file, row and reason; one that is published never changes.',
  },
  async run(args, terminal) {
    const read = readOptions(args, { folder: { type: 'string' } })
    if (!read.ok) return printFault(terminal, read.fault)
    const [key = ''] = read.value.positionals
    const folder = read.value.values.folder ?? ownCatalogue
    const opened = publishIn(folder)
    if (!opened.ok) return printFault(terminal, opened.fault)
    const published = publish(opened.value.catalogue, key, dateInJapan(opened.value.now))
    if (!published.ok) {
      if (published.fault.code === 'scheme-does-not-compile')
        terminal.out(describeLint(published.fault.findings, terminal.language))
      printFault(terminal, published.fault)
      return published.fault.code === 'scheme-does-not-compile' ? 1 : 2
    }
    const { editions, added } = published.value
    if (added !== undefined) opened.value.write(editions)
    terminal.out(added === undefined ? words[terminal.language].same(key) : words[terminal.language].done(key))
    return 0
  },
}
