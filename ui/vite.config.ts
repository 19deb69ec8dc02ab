/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Where `npm run dev` finds the server: the program itself, or dev/mock.mjs.
const server = process.env.MINGJIAN_API ?? "http://127.0.0.1:8420";

export default defineConfig({
  plugins: [react()],
  // The Go program embeds ../web/dist. public/.keep puts back the one tracked file of that folder.
  build: { outDir: "../web/dist", emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 900 },
  // A test reads the models of the program, which lie beside this folder.
  server: { proxy: { "/api": server }, fs: { allow: [".."] } },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], restoreMocks: true, css: { include: [/[?&]raw/] } },
});
