import { join } from "node:path";
import type { Dispatcher } from "./http/dispatcher";
import { type ListeningServer, listen, PortInUseError } from "./server";
import { readIfThere, writePublic } from "./state/files";

/**
 * Listens on the wanted port, else on the one that the directory remembers, else on any free one, and has the directory
 * remember it. `warn` is told where the remembered one is taken.
 * @throws PortInUseError where a port was asked for explicitly and is taken.
 */
export async function listenAsBefore(
  directory: string,
  wanted: number | undefined,
  tls: { readonly key: string; readonly cert: string },
  dispatcher: () => Dispatcher,
  warn: (sentence: string) => void,
): Promise<ListeningServer> {
  if (wanted !== undefined && !isPort(wanted)) {
    throw new Error(`${wanted} is not a port. Please give a whole number from 0 (any free one) to 65535.`);
  }
  const file = join(directory, "port");
  const kept = Number(readIfThere(file));
  const remembered = isPort(kept) ? kept : 0;
  const server = await listen(wanted ?? remembered, tls, dispatcher).catch(async (error: unknown) => {
    if (wanted !== undefined || !(error instanceof PortInUseError)) throw error;
    const other = await listen(0, tls, dispatcher);
    warn(
      `Port ${remembered}, which this sandbox used before, is in use; it serves on port ${other.port} instead. ` +
        "Anything that was configured with the old URL must be changed.",
    );
    return other;
  });
  writePublic(file, `${server.port}\n`);
  return server;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 65_535;
}
