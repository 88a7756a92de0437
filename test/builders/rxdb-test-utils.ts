/** `rxdb/plugins/test-utils`, loaded after the two packages that it needs and does not bring. */
import { provideTestPackages } from "../../scripts/storage-suite/packages.ts";

type TestUtils = typeof import("rxdb/plugins/test-utils");

provideTestPackages();
const utils: TestUtils = await import("rxdb/plugins/test-utils");

export const EXAMPLE_REVISION_1: string = utils.EXAMPLE_REVISION_1;
export const schemaObjects: TestUtils["schemaObjects"] = utils.schemaObjects;
