import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { securityPlugin } from "./scripts/vite-security.ts";
import { sharedConfig } from "./vite.shared.ts";

export default defineConfig({ ...sharedConfig, plugins: [react(), tailwindcss(), securityPlugin()] });
