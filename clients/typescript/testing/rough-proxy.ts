import { answers, type Behaviour, type Heard, type RoughServer, refuses, roughServer } from './rough-server.js'

/** What happens to a request on its way: it passes, it or its answer is lost, or nobody answers in time. */
export type Weather = 'pass' | 'lose-request' | 'lose-answer' | 'busy-before' | 'busy-after' | 'fault' | 'silence'

export interface RoughProxy extends RoughServer {
  /** From now on, for each request that comes. */
  weather: (heard: Heard) => Weather
}

/** Stands before the product and treats requests as its weather has it. */
export async function roughProxy(target: string): Promise<RoughProxy> {
  const pass: Behaviour = async (heard, response, message) => {
    const weather = proxy.weather(heard)
    const busy = () => answers(503, 'Busy.', { 'retry-after': '0' })(heard, response, message)
    if (weather === 'silence') return
    if (weather === 'lose-request') return void message.socket.resetAndDestroy()
    if (weather === 'busy-before') return busy()
    if (weather === 'fault') return refuses(500, 'internal')(heard, response, message)
    const answer = await fetch(`${target}${heard.url}`, {
      method: heard.method,
      headers: { authorization: heard.authorization ?? '', 'content-type': 'application/json' },
      body: heard.method === 'GET' ? null : heard.body,
    })
    const text = await answer.text()
    if (weather === 'lose-answer') return void message.socket.resetAndDestroy()
    if (weather === 'busy-after') return busy()
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(text)
  }
  const proxy: RoughProxy = Object.assign(await roughServer(pass), { weather: (): Weather => 'pass' })
  return proxy
}
