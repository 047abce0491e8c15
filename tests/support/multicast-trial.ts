import { createSocket } from 'node:dgram'
import { benchAt } from './lab-bench.ts'

// A device at 127.0.0.1 and a neighbour at 127.0.0.2 hear the same group; who is heard by the bench? To be run by `inOwnNetwork` only.

const group = { ipv4: '224.0.0.251', ipv6: 'ff02::fb', port: 5353 }
const hearing = createSocket({ type: 'udp4', reuseAddr: true })
await new Promise<void>((done) => hearing.bind(group.port, done))
hearing.addMembership(group.ipv4, '127.0.0.1')
let asked = 0
for (const address of ['127.0.0.2', '127.0.0.1']) {
  const speaking = createSocket('udp4')
  await new Promise<void>((done) => speaking.bind(0, address, done))
  speaking.setMulticastInterface(address)
  hearing.on('message', (packet, from) => {
    if (packet.toString() !== 'who is there') return
    asked++
    speaking.send(`to you, from ${address}`, from.port, from.address)
    speaking.send(`to all, from ${address}`, group.port, group.ipv4)
  })
}
const datagrams = await benchAt({ ipv4: '127.0.0.1' }).dial.multicast(group)
await datagrams.send(group.port, Buffer.from('who is there'))
const heard: string[] = []
for (let next = await datagrams.next(500); next; next = await datagrams.next(300))
  heard.push(Buffer.from(next.packet).toString())
const others = heard.filter((text) => text !== 'who is there') // on a loopback the device is this very machine
console.log(JSON.stringify({ asked, heard: [...new Set(others)].sort() }))
process.exit()
