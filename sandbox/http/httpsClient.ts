import { readFileSync } from "node:fs";
import { request as httpsRequest } from "node:https";

export interface HttpsAnswer {
  readonly status: number;
  readonly text: string;
}

const timeout = 10_000;
const largest = 8 * 1024 * 1024;

/**
 * Makes one HTTPS request, trusting the authorities of a bundle file.
 * @throws Error where there is no answer within 10 seconds, or a larger one than 8 MB.
 */
export function httpsFetch(
  url: string,
  options: {
    readonly caBundleFile: string;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<HttpsAnswer> {
  const { caBundleFile, method = "GET", headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const ca = readFileSync(caBundleFile, "utf8");
    const request = httpsRequest(
      url,
      { ca, timeout, method, headers: { accept: "application/json", ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > largest) request.destroy(new Error("the answer is too large"));
          chunks.push(chunk);
        });
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
        );
      },
    );
    request.on("timeout", () => request.destroy(new Error(`no answer within ${timeout / 1000} seconds`)));
    request.on("error", reject);
    request.end(body);
  });
}
