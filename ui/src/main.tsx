import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./shell/App";
import { startLook } from "./shell/lookstore";
import "./shell/tokens.css";
import "./shell/shell.css";
import { startWords } from "./words/i18n";

startLook();
startWords();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
