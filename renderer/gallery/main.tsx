/** The gallery's entry: every component in every state with sample data; `?story=` shows one alone. */
import "../page-guards.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "../ui/console.css";
import "../ui/print.css";
import "./gallery.css";
import { createRoot } from "react-dom/client";
import { TillProvider } from "../till.tsx";
import { NoticeBar } from "../ui/notice-bar.tsx";
import { listenForScans } from "../ui/scan-input.ts";
import { Shell } from "../ui/shell.tsx";
import { sampleLink } from "./sample-link.ts";
import { STORIES, type Story } from "./stories.tsx";

listenForScans();
const root = document.getElementById("root");
const wanted = new URLSearchParams(location.search).get("story");
const story = STORIES.find((one) => one.name === wanted);
if (root !== null)
  createRoot(root).render(<Shell>{story ? <Stage story={story} /> : <Index />}</Shell>);

function Index() {
  const screens = Map.groupBy(STORIES, (one) => one.name.split("/")[0] ?? "");
  return (
    <main className="gallery-index">
      <h1>Gallery</h1>
      {[...screens].map(([screen, stories]) => (
        <section key={screen}>
          <h2>{screen}</h2>
          <ul>
            {stories.map((one) => (
              <li key={one.name}>
                <a href={`?story=${one.name}`}>{one.name}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

function Stage({ story }: { story: Story }) {
  const link = sampleLink(story.views ?? {}, story.acts ?? {});
  if (story.bare === true) return <TillProvider link={link}>{story.show()}</TillProvider>;
  return (
    <TillProvider link={link}>
      <div className="frame">
        <div className="frame-body">
          <main className="frame-main" data-story={story.name}>
            <NoticeBar />
            {story.show()}
          </main>
        </div>
      </div>
    </TillProvider>
  );
}
