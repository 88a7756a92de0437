// The reference web shop's frame: plain React over the public shop API.

/** The whole web shop. */
export function WebShop() {
  return (
    <main>
      <h1>Keepshop</h1>
      <p>The shop is opening.</p>
    </main>
  );
}
