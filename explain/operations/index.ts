/** The operations that an input names, and what each takes. */
import type { ExplainedOperation } from "../explanation";
import type { Facts } from "../facts/facts";
import { explainAzureAction, explainAzureOperation } from "./azure";
import { explainDefenderRequest } from "./defender";
import { explainGraphOperation } from "./graph";

export function explainOperations(facts: Facts): ExplainedOperation[] {
  const ofGraph = facts.operations.map(({ operation }) => explainGraphOperation(operation));
  const ofOthers = facts.requests.flatMap((request) => {
    const { method, service, path } = request;
    if (method === null) return [];
    if (service === "azure") return explainAzureOperation(method, path.replace(/^\/arm(?=\/)/i, "")) ?? [];
    return explainDefenderRequest(request) ?? [];
  });
  const action = explainAzureAction(facts.line);
  const asked = action ? [action] : [];
  const byName = new Map(
    [...ofGraph, ...ofOthers, ...asked].map((one) => [`${one.api} ${one.method} ${one.operation}`, one]),
  );
  return [...byName.values()].slice(0, 10);
}
