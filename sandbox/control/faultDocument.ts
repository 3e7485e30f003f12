import { z } from "zod";
import { ServiceError } from "../errors";
import type { FaultControl, FaultDelays, RouteFault } from "../http/faults";

const services = ["signIn", "graph", "arm", "defender", "threatProtection", "serviceNow"] as const;

const route = z.strictObject({
  service: z.enum(services).optional(),
  method: z.string().optional(),
  path: z.string().startsWith("/").optional(),
  times: z.int().positive().nullable().optional(),
  effect: z.union([
    z.enum(["dropConnection", "loseAnswer"]),
    z.strictObject({
      status: z.int().min(400).max(599),
      retryAfter: z.number().min(0).optional(),
      code: z.string().optional(),
      message: z.string().optional(),
    }),
  ]),
});

const delay = z.number().min(0);

/** JSON has no infinity: a registration that never finishes is written `"never"`. */
const document = z.strictObject({
  replicationDelay: delay.optional(),
  consentDelay: delay.optional(),
  registrationDelay: z.union([delay, z.literal("never")]).optional(),
  routes: z.array(route).optional(),
});

/** Reads `{ replicationDelay, consentDelay, registrationDelay, routes }`; delays in milliseconds. @throws ServiceError 400 */
export function readFaults(body: unknown): { delays: Partial<FaultDelays>; routes: readonly RouteFault[] } {
  const { routes = [], registrationDelay, ...rest } = parse(document, body);
  const delays =
    registrationDelay === undefined
      ? rest
      : { ...rest, registrationDelay: registrationDelay === "never" ? Number.POSITIVE_INFINITY : registrationDelay };
  return { delays, routes };
}

/** @throws ServiceError 400 */
export function readRouteFault(body: unknown): RouteFault {
  return parse(route, body);
}

export function shownFaults(faults: FaultControl): Record<string, unknown> {
  const { replicationDelay, consentDelay, registrationDelay } = faults;
  return {
    replicationDelay,
    consentDelay,
    registrationDelay: Number.isFinite(registrationDelay) ? registrationDelay : "never",
    routes: faults.list().map((fault) => ({ ...fault, left: Number.isFinite(fault.left) ? fault.left : null })),
  };
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.map(String).join(".") || "body"}: ${message}`,
  );
  throw new ServiceError(400, "InvalidBody", problems.join("; "), {
    details: problems.map((message) => ({ message })),
  });
}
