import { type BatchedRead, readBatched } from "../../components/restBatch";
import { RestError } from "../../components/restClient";

interface Sent {
  readonly requests: readonly { readonly id: string; readonly method: string; readonly url: string }[];
}

/** A service that answers the reads of each batch by the function. */
function service(answer: (url: string, batch: number) => { status: number; headers?: object; body?: unknown }) {
  const batches: Sent[] = [];
  const post = async (_path: string, body: unknown) => {
    batches.push(body as Sent);
    const responses = (body as Sent).requests.map(({ id, url }) => ({ id, ...answer(url, batches.length) }));
    // In whatever order the service is done.
    return { responses: responses.reverse() };
  };
  return { batches, client: { post: post as never } };
}

const reads = (count: number): BatchedRead[] =>
  Array.from({ length: count }, (_, index) => ({ path: `/item/${index}` }));

describe("Reads in a batch", () => {
  test("are twenty at a time, GETs only, answered in order", async () => {
    const { batches, client } = service((url) => ({ status: 200, body: url }));
    const answers = await readBatched(client, reads(45));
    expect(answers).toEqual(reads(45).map(({ path }) => path));
    expect(batches.map(({ requests }) => requests.length).sort()).toEqual([20, 20, 5]);
    expect(new Set(batches.flatMap(({ requests }) => requests.map(({ method }) => method)))).toEqual(new Set(["GET"]));
  });

  test("have no blank in their URLs", async () => {
    const { batches, client } = service((url) => ({ status: 200, body: url }));
    await readBatched(client, [{ path: "/users?$filter=id in ('a','b')" }]);
    expect(batches[0]?.requests[0]?.url).toBe("/users?$filter=id%20in%20('a','b')");
  });

  test("that are throttled or fail in passing are repeated alone", async () => {
    const { batches, client } = service((url, batch) =>
      batch === 1 && (url === "/item/1" || url === "/item/2")
        ? { status: url === "/item/1" ? 429 : 503, headers: { "Retry-After": "0" } }
        : { status: 200, body: url },
    );
    expect(await readBatched(client, reads(4))).toEqual(["/item/0", "/item/1", "/item/2", "/item/3"]);
    expect(batches.map(({ requests }) => requests.map(({ url }) => url))).toEqual([
      ["/item/0", "/item/1", "/item/2", "/item/3"],
      ["/item/1", "/item/2"],
    ]);
  });

  test("that are refused are an error in their place", async () => {
    const { client } = service((url) =>
      url === "/item/1"
        ? { status: 403, body: { error: { code: "Authorization_RequestDenied", message: "No." } } }
        : { status: 200, body: url },
    );
    const [first, second] = await readBatched(client, reads(2));
    expect(first).toBe("/item/0");
    expect(second).toBeInstanceOf(RestError);
    expect(second).toMatchObject({ status: 403, code: "Authorization_RequestDenied", message: "No." });
  });

  test("that stay throttled end as an error", async () => {
    const { batches, client } = service(() => ({ status: 429, headers: { "Retry-After": "0" } }));
    expect((await readBatched(client, reads(1)))[0]).toMatchObject({ status: 429 });
    expect(batches).toHaveLength(5);
  });
});
