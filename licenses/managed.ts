import { findLicenseSku, licenseSkuProblem } from "../catalogue/licenseSkus";
import type { TenantLicenses } from "./model";

/** The licences of a tenant that are meant by part numbers (in any letter case), `skuId`s or product names. */
export function resolveSkus(
  { skus }: Pick<TenantLicenses, "skus">,
  given: readonly string[],
): { skuIds: string[]; problems: string[] } {
  const partNumbers = skus.map(({ skuPartNumber }) => skuPartNumber);
  const skuIds: string[] = [];
  const problems: string[] = [];
  for (const name of given) {
    const wanted = name.trim().toLowerCase();
    const known = findLicenseSku(name)?.skuId;
    const sku = skus.find(
      ({ skuId, skuPartNumber }) =>
        skuPartNumber.toLowerCase() === wanted || skuId.toLowerCase() === wanted || skuId === known,
    );
    if (sku) skuIds.push(sku.skuId);
    else problems.push(licenseSkuProblem(name, partNumbers) ?? `The tenant has no licence "${name}".`);
  }
  return { skuIds: [...new Set(skuIds)], problems };
}
