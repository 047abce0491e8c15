import { readFileSync } from 'node:fs'
import { coap } from './coap.ts'
import { consoleShell } from './console-shell.ts'
import { dns } from './dns.ts'
import { mdns } from './mdns.ts'
import { rtsp } from './rtsp.ts'
import { ssdp } from './ssdp.ts'
import { webLogin } from './web-login.ts'

// The services of a device for which no package fits, in one process: `run.ts responders.json`, a list of what to answer as.
// {ipv4}, {ipv6}, {linkLocal} and {MAC} in it stand for what this unit has.

const responders = { coap, 'console-shell': consoleShell, dns, mdns, rtsp, ssdp, 'web-login': webLogin } as const
type Wanted = {
  [K in keyof typeof responders]: { readonly as: K } & Parameters<(typeof responders)[K]>[0]
}[keyof typeof responders]

const wanted = JSON.parse(
  readFileSync(process.argv[2]!, 'utf8').replace(
    /\{(ipv4|ipv6|linkLocal|MAC)\}/g,
    (_, name: string) => process.env[name] ?? '',
  ),
) as readonly Wanted[]
for (const { as, ...options } of wanted) (responders[as] as (options: object) => void)(options)
