/**
 * What the generated operations lack or have wrong, each with the page of learn.microsoft.com/graph/api that says so.
 *
 * The data says which permissions of a path are enough, and loses the word "and" of the documentation: a permission that is needed beside
 * another one is listed as if it were enough. And one path's least privileged permission is often given for its writing operations too.
 */
import type { OperationCorrection } from "./operationCorrection";
import { applicationOperations } from "./operationsOfApplications";
import { userOperations } from "./operationsOfUsers";

export type { OperationCorrection } from "./operationCorrection";

export const operationCorrections: readonly OperationCorrection[] = [...userOperations, ...applicationOperations];
