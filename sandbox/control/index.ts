import { FakeClock } from "../clock";
import { ServiceError } from "../errors";
import type { Method, Operation, ServiceDefinition } from "../operation";
import type { StateDocument } from "../state/state";
import { documentProblems } from "../state/validate";
import { readFaults, readRouteFault, shownFaults } from "./faultDocument";
import { makeIssuer } from "./issuer";
import type { ControlParts } from "./parts";

/**
 * The sandbox's own endpoints, under `/_sandbox`, for clients in other processes: state, faults, requests, clock, and a
 * small identity provider as GitHub Actions would be. They need no token; a web page of another origin is refused.
 */
export function makeControlService(parts: ControlParts): ServiceDefinition {
  return {
    service: "control",
    basePath: "/_sandbox",
    operations: [
      operation("GET", "/", (state, _request, { origin, baseUrls, clock }) => ({
        status: 200,
        body: { origin, tenantId: state.tenantId, endpoints: baseUrls, now: clock.now().toISOString() },
      })),
      ...stateOperations(parts),
      ...faultOperations(parts),
      ...requestOperations(parts),
      ...clockOperations(parts),
      ...makeIssuer(parts),
    ],
    errorBody: (error) => ({ error: { code: error.code, message: error.message, details: error.details } }),
  };
}

function operation(method: Method, path: string, run: Operation["run"]): Operation {
  return {
    service: "control",
    method,
    path,
    run: (state, request, environment) => {
      const { origin } = request.headers;
      if (origin !== undefined && origin !== environment.origin) {
        throw new ServiceError(403, "ForeignOrigin", `Pages of ${origin} may not control the sandbox.`);
      }
      return run(state, request, environment);
    },
  };
}

function stateOperations({ store, seed }: ControlParts): Operation[] {
  return [
    operation("GET", "/state", (state) => ({ status: 200, body: state.toDocument() })),
    operation("PUT", "/state", (_state, request) => {
      const problems = documentProblems(request.body);
      if (problems.length > 0) throw invalid("The body is not a state of this sandbox.", problems);
      store.replace(request.body as StateDocument);
      return { status: 204 };
    }),
    operation("POST", "/state/reset", () => {
      store.replace(seed());
      return { status: 204 };
    }),
  ];
}

function faultOperations({ faults }: ControlParts): Operation[] {
  return [
    operation("GET", "/faults", () => ({ status: 200, body: shownFaults(faults) })),
    operation("PUT", "/faults", (_state, request) => {
      const { delays, routes } = readFaults(request.body);
      faults.clear();
      faults.setDelays(delays);
      for (const route of routes) faults.add(route);
      return { status: 200, body: shownFaults(faults) };
    }),
    operation("POST", "/faults", (_state, request) => {
      faults.add(readRouteFault(request.body));
      return { status: 200, body: shownFaults(faults) };
    }),
    operation("DELETE", "/faults", () => {
      faults.clear();
      return { status: 204 };
    }),
  ];
}

function requestOperations({ journal }: ControlParts): Operation[] {
  return [
    operation("GET", "/requests", (_state, request) => {
      const service = request.query.get("service");
      const writes = request.query.get("writes") === "true";
      const entries = (writes ? journal.writes() : journal.list()).filter(
        (entry) => service === null || entry.service === service,
      );
      return { status: 200, body: { value: entries } };
    }),
    operation("DELETE", "/requests", () => {
      journal.clear();
      return { status: 204 };
    }),
  ];
}

function clockOperations({ clock }: ControlParts): Operation[] {
  const shown = () => ({ now: clock.now().toISOString(), movable: clock instanceof FakeClock });
  return [
    operation("GET", "/clock", () => ({ status: 200, body: shown() })),
    operation("POST", "/clock/advance", (_state, request) => {
      const milliseconds = (request.body as { milliseconds?: unknown } | undefined)?.milliseconds;
      if (!(clock instanceof FakeClock)) {
        throw new ServiceError(409, "RealClock", "This sandbox runs on the system's clock, which it cannot move.");
      }
      if (typeof milliseconds !== "number" || !(milliseconds >= 0) || !Number.isFinite(milliseconds)) {
        throw invalid("Say how far to move the clock.", [
          `milliseconds: expected a number from 0 on, received ${JSON.stringify(milliseconds)}`,
        ]);
      }
      clock.advance(milliseconds);
      return { status: 200, body: shown() };
    }),
  ];
}

function invalid(message: string, problems: readonly string[]): ServiceError {
  const shown = problems.slice(0, 50);
  return new ServiceError(400, "InvalidBody", `${message} ${shown.join("; ")}`, {
    details: shown.map((problem) => ({ message: problem })),
  });
}
