// The web shop's entry.
import "./shop.css";
import { createRoot } from "react-dom/client";
import { WebShop } from "./web-shop.tsx";

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<WebShop />);
