import { setTimeout as sleep } from "node:timers/promises";
import { ConnectionLost, type RawAnswer } from "./transport";

/** As many as the real providers make: go-azure-sdk, client/client.go. */
const attempts = 16;

/** Pauses between repetitions where the service names none, in milliseconds. The real providers wait 1 to 61 s. */
const pauses = [100, 200, 400, 800, 1600, 3200];

/**
 * Sends a request as often as the real providers do: again after 408, 424, 429 and 5xx except 501, and, where doing it twice does no
 * harm (`safe`), after a lost connection. `Retry-After` (seconds or a date) is honoured. Returns the last answer, whatever it says.
 *
 * @throws ConnectionLost
 */
export async function repeat(
  send: () => Promise<RawAnswer>,
  { safe, signal }: { safe: boolean; signal: AbortSignal },
): Promise<RawAnswer> {
  for (let attempt = 1; ; attempt++) {
    let pause = pauses[Math.min(attempt, pauses.length) - 1];
    try {
      const answer = await send();
      if (!repeats(answer.status) || attempt === attempts) return answer;
      pause = retryAfter(answer) ?? pause;
    } catch (error) {
      if (!(error instanceof ConnectionLost) || !safe || attempt > pauses.length) throw error;
    }
    await sleep(pause, undefined, { signal });
  }
}

const repeats = (status: number) =>
  status === 408 || status === 424 || status === 429 || (status >= 500 && status !== 501);

/** Milliseconds that the header `Retry-After` asks for. */
export function retryAfter(answer: Pick<RawAnswer, "headers">): number | undefined {
  const value = answer.headers["retry-after"];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
