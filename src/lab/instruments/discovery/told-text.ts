import type { Told } from '../udp/udp-probe.ts'
import { toldBy } from '../web/told.ts'

// What a line in prose tells, such as a banner or a system description. Only what is plain to see is named.

const systems =
  /\b(linux|android|freertos|threadx|zephyr|vxworks|nucleus|contiki|riot|mbed|openwrt|dd-wrt|busybox|freebsd|openbsd|netbsd|windows|routeros|junos|esp-idf|lwip)\b[ /_-]?v?(\d[\w.+-]*)?/i
const product = /\b([A-Za-z][\w+-]*)[/_-]v?(\d+(?:\.\d+)+[\w.+-]*)/
const version = /(?:^|[\s_/(-])v?(\d+\.\d+(?:\.\d+)*[\w+-]*)/i
const address = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g
const mac = /\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b/i

/** What a line tells, in one field of one protocol. `model` is the declared one: a name nobody declared is hard to tell apart. */
export function toldByText(
  text: string,
  where: string,
  { model, software }: { readonly model?: string | undefined; readonly software?: boolean } = {},
): readonly Told[] {
  const said = text.trim()
  if (said === '') return []
  const tells: Told[] = []
  const system = systems.exec(said)
  if (system) tells.push({ token: 'operating-system', where, said })
  const rest = said.replace(systems, ' ').replace(address, ' ')
  if (software === true) tells.push({ token: 'server-software', where, said })
  else if (version.test(rest)) tells.push({ token: 'firmware-version', where, said })
  if (mac.test(said)) tells.push({ token: 'mac-address', where, said })
  if (model !== undefined && model.length > 2 && said.toLowerCase().includes(model.toLowerCase()))
    tells.push({ token: 'model', where, said })
  return tells
}

/** Whether a line names a program with its version, as `Server: nginx/1.22.1` does. */
export const namesVersion = (text: string): boolean => {
  const rest = text.replace(address, ' ')
  return product.test(rest) || version.test(rest)
}

/** Short names of fields that discovery protocols use: Apple's and Google's, printers', smart homes'. */
const fieldNames: Readonly<Record<string, Told['token']>> = {
  md: 'model', // HomeKit, Cast
  am: 'model', // AirPlay
  ty: 'model', // printers
  rpmd: 'model',
  usb_mdl: 'model',
  usb_mfg: 'manufacturer',
  mfg: 'manufacturer',
  mn: 'manufacturer',
  fn: 'hostname', // Cast: friendly name
  dn: 'hostname', // Matter: device name
  id: 'uuid', // HomeKit, Cast: the identifier of the unit
  bt: 'mac-address',
  bs: 'mac-address',
  fv: 'firmware-version',
  srcvers: 'firmware-version',
  vs: 'firmware-version',
  osvers: 'operating-system',
  adminurl: 'location',
}

/** What a field with a name tells, such as a TXT record of DNS-SD. */
export function toldByField(name: string, value: string, where: string): readonly Told[] {
  const said = value.trim()
  if (said === '') return []
  const known = fieldNames[name.toLowerCase()]
  const macAddress = /^[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}$/i.test(said)
  if (known === 'uuid' && macAddress) return [{ token: 'mac-address', where, said }]
  if (known) return [{ token: known, where, said }]
  const told = toldBy(`${name}=${said}`).map(({ token, said }): Told => ({ token, where, said }))
  return told.length > 0 || !macAddress ? told : [{ token: 'mac-address', where, said }]
}
