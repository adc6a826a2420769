import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { CardText } from "./card-text.tsx";

const CARD = `# Title

Some prose with a [link](https://example.com) and <b>markup</b>.

- one
- two

\`\`\`
code <script>
\`\`\`

| a | b |
| - | - |
| 1 | 2 |
`;

describe("CardText", () => {
  it("has headings, lists, code and tables, and neither links nor the publisher's markup", async () => {
    await render(<CardText markdown={CARD} lang="en" />);
    await expect.element(page.getByTestId("card")).toHaveAttribute("lang", "en");
    await expect.element(page.getByRole("heading", { name: "Title" })).toBeVisible();
    await expect.element(page.getByRole("listitem")).toHaveLength(2);
    await expect.element(page.getByRole("code")).toHaveTextContent("code <script>");
    await expect.element(page.getByRole("cell", { name: "2" })).toBeVisible();
    await expect.element(page.getByRole("link")).not.toBeInTheDocument();
    expect(page.getByTestId("card").element().querySelector("b, script")).toBeNull();
  });
});
