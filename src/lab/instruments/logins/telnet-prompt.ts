// What the end of a text asks for. Devices word it in many ways, in several languages; only the end counts, since greetings hold
// words like "Last login:" and "failed" too.

/** What a terminal waits for. */
export type Prompt = 'user' | 'password' | 'shell' | 'none'

const user =
  /(?:^|[\s\])>*:(])(?:(?<!last )log ?in(?: (?:name|as|id))?|user ?-?(?:name|id)?|account(?: name)?|ログイン(?:名|ID)?|ユーザー?(?:名|ID)?)\s*(?:\([^)\n]{0,30}\)|\[[^\]\n]{0,30}\])?\s*[:：>]\s*$/i
const password = /(?:pass ?-?word|passwd|pass ?code|pass ?phrase|パスワード|暗証番号)[^\n:：]{0,40}[:：>]\s*$/i
// Not a line of decoration: '####' and '>>>' are frames of banners.
const shell = /(?:^|\n)(?![#$%>*=\s-]{3,}$)[^\n]{0,80}[#$%>] ?$/

/** The text as a person would see it at the end: without colours, carriage returns and blank lines after it. */
export const visible = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences begin with one
    .replace(/\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78cM])/g, '')
    .replace(/\r+\n?/g, '\n')
    .replace(/[^\n\x20-\uffff]/g, '')

const utf8 = (text: string) => Buffer.from(text, 'latin1').toString('utf8')

/** What the end of what was heard asks for. */
export function promptOf(heard: string): Prompt {
  const end = visible(utf8(heard.slice(-600))).slice(-300)
  if (password.test(end)) return 'password'
  if (user.test(end)) return 'user'
  return shell.test(end) ? 'shell' : 'none'
}

/** Whether the end of what was heard asks for a name or a password: then nobody is in. */
export const asksForLogin = (heard: string): boolean => {
  const prompt = promptOf(heard)
  return prompt === 'user' || prompt === 'password'
}

/** Words of refusal. They decide only where no prompt does. */
export const refusalWords =
  /incorrect|invalid|fail(?:ed|ure)|denied|wrong|bad (?:pass|user|login)|not (?:allowed|authori[sz]ed|permitted)|unknown user|不正|失敗|違い|誤/i
