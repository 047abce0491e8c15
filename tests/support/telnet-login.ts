import { connect } from 'node:net'

// Logs in by telnet as a person would, refusing every option, and prints what the other side says: telnet-login.ts HOST USER PASSWORD

const [host = '', ...answers] = process.argv.slice(2)
const [iac, dont, do_, wont, will, sb, se] = [255, 254, 253, 252, 251, 250, 240]
let told = ''
const socket = connect(23, host)
socket.on('data', (chunk) => {
  for (let i = 0; i < chunk.length; i++) {
    if (chunk[i] !== iac) told += String.fromCharCode(chunk[i]!)
    else if (chunk[i + 1] === sb) i = chunk.indexOf(se, i)
    else {
      const [verb, option] = [chunk[i + 1], chunk[i + 2] ?? 0]
      if (verb === do_) socket.write(Buffer.from([iac, wont, option]))
      if (verb === will) socket.write(Buffer.from([iac, dont, option]))
      i += 2
    }
  }
  if (/(login|Password): $/.test(told) && answers.length > 0) {
    socket.write(`${answers.shift()}\r\n`)
    told += '\n'
  } else if (/# $|incorrect/.test(told)) socket.destroy()
})
socket.on('error', (error) => process.stderr.write(`${error.message}\n`))
socket.on('close', () => process.stdout.write(told))
setTimeout(() => socket.destroy(), 15_000).unref()
