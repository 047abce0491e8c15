import { join } from 'node:path'
import type { Fault } from '../../../core/kernel/fault.ts'
import { demonstrationOperator, openHouse, readOperator } from '../../compose.ts'
import { listen, serviceOf } from '../../server.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'

const loopback = ['127.0.0.1', '::1', 'localhost']

/** `serve`: the service, until it is told to stop. */
export const serve: Command = {
  name: 'serve',
  usage: 'serve [--demonstration] [--host ADDRESS] [--port N]',
  summary: {
    ja: 'サービスを動かします。--demonstration は見本のデータと鍵を使い、このコンピューターの中だけで開きます。',
    en: 'Runs the service. With --demonstration: invented data and open keys, on this computer only.',
  },
  async run(args, terminal) {
    const began = performance.now()
    const read = readOptions(args, {
      demonstration: { type: 'boolean' },
      host: { type: 'string' },
      port: { type: 'string' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const options = read.value.values
    const host = options.host ?? process.env.HOST ?? '127.0.0.1'
    const port = Number(options.port ?? process.env.PORT ?? 4000)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return printFault(terminal, { code: 'option-wrong', reason: 'PORT: 0–65535' } as Fault)

    const home = homeFolder()
    const kept = await readOperator(home)
    const operator = options.demonstration ? demonstrationOperator(port, process.env.HOSHIRUSHI_NOW) : kept
    if (!operator) return printFault(terminal, { code: 'not-initialised', home } as Fault)
    if (operator.mode === 'demonstration' && !loopback.includes(host))
      return printFault(terminal, { code: 'demonstration-not-on-loopback', host } as Fault)

    const opened = await openHouse({
      home,
      operator,
      ...(operator.mode === 'demonstration' && process.env.HOSHIRUSHI_NOW
        ? { startAt: process.env.HOSHIRUSHI_NOW }
        : {}),
      log: (line) => terminal.err(line),
    })
    if (!opened.ok) return printFault(terminal, opened.fault)
    const house = opened.value
    const listening = await listen(serviceOf(house), host, port)
    if (!listening.ok) {
      await house.close()
      return printFault(terminal, listening.fault)
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const address = `http://${host === '::1' ? '[::1]' : host === '127.0.0.1' ? 'localhost' : host}:${listening.value.port}`
    terminal.out(
      terminal.language === 'ja'
        ? `星印を開きました（${seconds}秒）\n\n    ${address}/\n\nデータ: ${home}　公開ファイル: ${join(home, 'public')}\n終わるときは Ctrl-C`
        : `Hoshirushi is open (${seconds} s)\n\n    ${address}/en/\n\nData: ${home}   Published files: ${join(home, 'public')}\nStop with Ctrl-C`,
    )
    // Ctrl-C reaches the whole group of processes and is passed on besides: the second signal must not cut the closing short.
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop())
    })
    await listening.value.stop()
    await house.close()
    return 0
  },
}
