import type { AuditResult } from "../result";
import { renderHtml } from "./html";
import { renderSarif } from "./sarif";
import { renderText } from "./text";

export const formats = ["text", "json", "sarif", "html"] as const;
export type Format = (typeof formats)[number];

/** Version of the JSON format: members are added, none changes its meaning or goes away within one. */
export const jsonVersion = 1;

export function render(result: AuditResult, format: Format): string {
  switch (format) {
    case "text":
      return renderText(result);
    case "json":
      return JSON.stringify({ version: jsonVersion, ...result }, undefined, 2);
    case "sarif":
      return renderSarif(result);
    case "html":
      return renderHtml(result);
  }
}
