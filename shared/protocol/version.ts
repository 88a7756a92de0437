/**
 * The wire's version. A change to any message raises it, with a line here that says what changed;
 * `test/unit/protocol/version.test.ts` hashes the schemas so that no change can slip through.
 *
 * 1  first wire: hello, welcome, push, pushed, pull, page, reset, poke
 * 2  check, checked: 256 checksums a stream, and one bucket's rows alone
 * 3  push carries the keys of the personal parts that its entries hold sealed
 * 4  a poke carries a small change with its `seen`, and a moved head says where from
 * 5  look, looked: rows by name while a till fills; pull and page name the floor a fill goes under
 */
export const PROTOCOL_VERSION = 5;

/** The server speaks this many versions back; push stays open to all of them and beyond. */
export const PROTOCOL_VERSIONS_BACK = 2;
