import { createServer } from 'node:net'

export interface ConsoleShellOptions {
  readonly port: number
  readonly host?: string // '::' unless told; 'fe80::12%eth0' for link-local alone
  readonly login?: { readonly user: string; readonly password: string } // none: a prompt for anybody
}

/** A forgotten debug console: a prompt that answers and does nothing. */
export function consoleShell({ port, host = '::', login }: ConsoleShellOptions): void {
  createServer((socket) => {
    socket.on('error', () => {})
    socket.setTimeout(120_000, () => socket.destroy())
    let state: 'user' | 'password' | 'shell' = login ? 'user' : 'shell'
    let user = ''
    let kept = ''
    const prompts = { user: 'console login: ', password: 'Password: ', shell: '# ' }
    socket.write(`\r\nIPC debug console\r\n${prompts[state]}`)
    const take = (line: string): void => {
      if (state === 'user') [user, state] = [line, 'password']
      else if (state === 'password') {
        state = user === login?.user && line === login.password ? 'shell' : 'user'
        if (state === 'user') socket.write('Login incorrect\r\n')
      } else if (line === 'id') socket.write('uid=0(root) gid=0(root)\r\n')
      else if (line !== '') socket.write(`sh: ${line.split(' ')[0]}: not found\r\n`)
      socket.write(prompts[state])
    }
    socket.on('data', (chunk) => {
      kept = (kept + chunk.toString('latin1')).slice(-4_096)
      for (let end = kept.search(/\r\n|\r|\n/); end >= 0; end = kept.search(/\r\n|\r|\n/)) {
        const line = kept.slice(0, end)
        kept = kept.slice(end + (kept.startsWith('\r\n', end) ? 2 : 1))
        take(line)
      }
    })
  }).listen(port, host)
}
