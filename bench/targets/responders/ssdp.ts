import { createSocket } from 'node:dgram'

export interface SsdpOptions {
  readonly server: string // the SERVER header: mostly says more than it should
  readonly location: string
  readonly usn: string
  readonly target: string // 'urn:schemas-upnp-org:device:Basic:1'
}

/** SSDP: answers M-SEARCH, sent to the group or to the device itself. */
export function ssdp({ server, location, usn, target }: SsdpOptions): void {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  socket.on('message', (message, from) => {
    const text = message.subarray(0, 2_048).toString('latin1')
    if (!text.startsWith('M-SEARCH ')) return
    const wanted = /^ST:\s*(.+?)\s*$/im.exec(text)?.[1] ?? 'ssdp:all'
    if (!['ssdp:all', 'upnp:rootdevice', target].includes(wanted)) return
    const lines = [
      'HTTP/1.1 200 OK',
      'CACHE-CONTROL: max-age=1800',
      'EXT:',
      `LOCATION: ${location}`,
      `SERVER: ${server}`,
      `ST: ${wanted === 'ssdp:all' ? target : wanted}`,
      `USN: ${usn}::${target}`,
    ]
    socket.send(`${lines.join('\r\n')}\r\n\r\n`, from.port, from.address)
  })
  socket.bind(1900, () => socket.addMembership('239.255.255.250'))
}
