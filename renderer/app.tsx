// The console's frame: theme and, within it, the screen in front.
import "@mantine/core/styles.css";
import { Center, Loader, MantineProvider } from "@mantine/core";

/** The whole console. `nonce` goes on every style element that is made at run time. */
export function App({ nonce }: { readonly nonce: string }) {
  return (
    <MantineProvider defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Center h="100vh">
        <Loader aria-label="Connecting to the till" />
      </Center>
    </MantineProvider>
  );
}
